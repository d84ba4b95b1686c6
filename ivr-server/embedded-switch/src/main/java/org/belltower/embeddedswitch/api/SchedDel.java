package org.belltower.embeddedswitch.api;

import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code sched_del} TASK|GROUP: forgets what was scheduled; a group is a call's UUID. <em>Immutable.</em> */
final class SchedDel implements ApiCommand {
    @Override
    public String name() {
        return "sched_del";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        if (arguments.isBlank()) {
            return Answers.usage("<task_id>|<group_id>");
        }
        return "+OK Deleted: " + core.schedule().cancel(arguments.strip()) + "\n";
    }
}
