package org.belltower.voicexml.script;

import java.io.Serial;
import java.nio.file.Files;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.fetch.FetchRequest;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.ScriptableObject;

/** A recording as scripts see it: a value without properties. Confined to the call's thread. */
final class RecordingObject extends ScriptableObject implements FetchRequest.PartSource {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Recording recording;

    RecordingObject(Recording recording) {
        this.recording = recording;
        sealObject();
    }

    Recording recording() {
        return recording;
    }

    /** The sound itself goes out, never where it lies. Spec: VoiceXML 2.0 §2.3.6. */
    @Override
    public FetchRequest.Part part(String name) {
        return new FetchRequest.Part(name, recording.mediaType(), () -> Files.readAllBytes(recording.file()));
    }

    @Override
    public String getClassName() {
        return "Recording";
    }

    /** Spec: VoiceXML 2.0 §2.3.6: an audio element may name it by expression. */
    @Override
    public Object getDefaultValue(@Nullable Class<?> hint) {
        return recording.file().toUri().toString();
    }
}
