package org.belltower.voicexml.element;

import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import org.belltower.voicexml.fetch.AccessControl;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.markup.DataReader;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.VariableName;

/**
 * {@code <data>}: fetches data without leaving the dialog. Immutable. XML becomes a DOM that can only be read, JSON, which is an
 * addition, a value that scripts cannot change. Spec: VoiceXML 2.1 §5.
 */
record DataElement(Optional<String> name, ResourceAddress address, Position at) implements ExecutableContent {
    private static final String RULE = "VoiceXML 2.1 §5";
    private static final DataReader READER = new DataReader();

    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(
                markup,
                "name",
                "src",
                "srcexpr",
                "method",
                "namelist",
                "enctype",
                "fetchaudio",
                "fetchhint",
                "fetchtimeout",
                "maxage",
                "maxstale");
        compilation.exactlyOne(markup, RULE, "src", "srcexpr");
        compilation.declares(markup, "name");
        return new DataElement(
                markup.attribute("name"),
                ResourceAddress.compile(markup, "src", "srcexpr", compilation),
                markup.position());
    }

    @Override
    public Transition execute(Context context) {
        // Before anything is sent for: what is fetched could not be kept.
        name.ifPresent(variable -> VariableName.declared(variable, at));
        FetchResult.Fetched data = context.fetch(address.request(context));
        if (name.isPresent()) {
            context.scope().put(name.get(), value(data, context));
        }
        return Transition.NEXT;
    }

    private static Object value(FetchResult.Fetched data, Context context) {
        if (isXml(data)) {
            return switch (READER.read(data.content())) {
                case DataReader.Outcome.Broken(String reason) ->
                    throw DialogEventException.badFetch("the data cannot be read: " + reason);
                case DataReader.Outcome.Read read -> {
                    if (!AccessControl.permits(context.base(), data.uri(), read.accessRules())) {
                        throw new DialogEventException(
                                "error.noauthorization", "the data is not for documents of this host to read");
                    }
                    yield context.scripts().dom(read.document());
                }
            };
        }
        try {
            return context.scripts().frozenJson(data.content().text());
        } catch (CharacterCodingException e) {
            throw DialogEventException.badFetch("the data is no text in its encoding");
        }
    }

    /** By its type, or by its first character, which tells XML from JSON in every encoding of either. */
    private static boolean isXml(FetchResult.Fetched data) {
        String type = data.contentType().split(";", 2)[0].strip();
        if (type.endsWith("/xml") || type.endsWith("+xml")) {
            return true;
        }
        if (type.endsWith("/json") || type.endsWith("+json")) {
            return false;
        }
        for (byte one : data.content().bytes()) {
            if (one == '<') {
                return true;
            }
            boolean mark = one < 0 || one == 0;
            if (!mark && !Character.isWhitespace(one)) {
                return false;
            }
        }
        return false;
    }
}
