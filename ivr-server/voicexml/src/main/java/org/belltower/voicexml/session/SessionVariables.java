package org.belltower.voicexml.session;

import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.script.ObjectValue;
import org.belltower.voicexml.script.ScriptSession;

/** Declares what a session knows of its connection. Spec: VoiceXML 2.0 §5.1.4. */
final class SessionVariables {
    private SessionVariables() {}

    static void declare(ConnectionInfo connection, ScriptSession scripts) {
        Object local = scripts.object()
                .with("uri", connection.local().toString())
                .sealed()
                .value();
        Object remote = scripts.object()
                .with("uri", connection.remote().toString())
                .sealed()
                .value();
        ObjectValue variables = scripts.object();
        connection.variables().forEach(variables::with);
        Object protocol = scripts.object()
                .with("name", connection.protocolName())
                .with("version", connection.protocolVersion())
                .sealed()
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
                .with("redirect", redirects(connection, scripts))
                .with("belltower", variables.sealed().value())
                .sealed()
                .value();
        scripts.scope().put("connection", value);
        // Spec: VoiceXML 2.0 §5.1.2: documents only read what is in this scope.
        scripts.scope().seal();
    }

    /** Undefined where nothing is known of any. */
    private static Object redirects(ConnectionInfo connection, ScriptSession scripts) {
        if (connection.redirects().isEmpty()) {
            return ScriptSession.undefined();
        }
        return scripts.array(connection.redirects().stream()
                .map(redirect -> scripts.object()
                        .with("uri", redirect.uri().toString())
                        .with("pi", redirect.presentation())
                        .with("si", redirect.screening())
                        .with("reason", redirect.reason())
                        .sealed()
                        .value())
                .toArray());
    }
}
