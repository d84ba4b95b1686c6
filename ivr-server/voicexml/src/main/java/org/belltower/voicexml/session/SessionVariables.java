package org.belltower.voicexml.session;

import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.script.ObjectValue;
import org.belltower.voicexml.script.ScriptSession;

/** Declares what a session knows of its connection. Spec: VoiceXML 2.0 §5.1.4. */
final class SessionVariables {
    private SessionVariables() {}

    static void declare(ConnectionInfo connection, ScriptSession scripts) {
        Object local =
                scripts.object().with("uri", connection.local().toString()).value();
        Object remote =
                scripts.object().with("uri", connection.remote().toString()).value();
        ObjectValue variables = scripts.object();
        connection.variables().forEach(variables::with);
        Object protocol = scripts.object()
                .with("name", connection.protocolName())
                .with("version", connection.protocolVersion())
                .value();
        Object originator = switch (connection.originator()) {
            case LOCAL -> local;
            case REMOTE -> remote;
        };
        Object value = scripts.object()
                .with("local", local)
                .with("remote", remote)
                .with("protocol", protocol)
                .with("originator", originator)
                .with("aai", connection.aai())
                .with("redirect", scripts.array())
                .with("belltower", variables.value())
                .value();
        scripts.scope().put("connection", value);
    }
}
