package org.belltower.voicexml.element;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.model.Visit;
import org.belltower.voicexml.script.Expression;

/**
 * {@code <transfer>}: connects the caller with somebody else. Immutable. Its value is the outcome by its word; its shadow
 * variable has {@code duration} in seconds, and {@code inputmode} and {@code utterance} where input ended it.
 * Spec: VoiceXML 2.0 §2.3.7; VoiceXML 2.1 §8.
 */
record TransferElement(
        TransferType type,
        Optional<String> destination,
        Optional<Expression> destinationExpression,
        Optional<Duration> connectTimeout,
        Optional<Duration> maxTime,
        Optional<String> audio,
        Optional<String> aai,
        Optional<Expression> aaiExpression)
        implements ItemBehaviour {
    private static final String RULE = "VoiceXML 2.0 §2.3.7";

    static FormItem compile(Markup markup, String unnamed, Compilation compilation) {
        ItemParts.allow(
                markup,
                compilation,
                "dest",
                "destexpr",
                "bridge",
                "type",
                "connecttimeout",
                "maxtime",
                "transferaudio",
                "aai",
                "aaiexpr");
        compilation.exactlyOne(markup, RULE, "dest", "destexpr");
        compilation.atMostOne(markup, RULE, "aai", "aaiexpr");
        compilation.atMostOne(markup, "VoiceXML 2.1 §8", "bridge", "type");
        ItemParts parts = ItemParts.compile(markup, compilation);
        parts.withoutOthers(markup, compilation);
        var behaviour = new TransferElement(
                type(markup, compilation),
                markup.attribute("dest").map(String::strip),
                compilation.expression(markup, "destexpr"),
                compilation.time(markup, "connecttimeout", RULE),
                // Spec: VoiceXML 2.0 §2.3.7.2: 0s is the same as no limit.
                compilation.time(markup, "maxtime", RULE).filter(Duration::isPositive),
                markup.attribute("transferaudio").map(String::strip),
                markup.attribute("aai"),
                compilation.expression(markup, "aaiexpr"));
        // Spec: VoiceXML 2.0 §2.3.7.2: nothing but its own grammars is listened for.
        return parts.item(markup, unnamed, true, behaviour, compilation);
    }

    private static TransferType type(Markup markup, Compilation compilation) {
        Optional<String> word = markup.attribute("type");
        if (word.isEmpty()) {
            return compilation.truth(markup, "bridge", RULE).orElse(false) ? TransferType.BRIDGE : TransferType.BLIND;
        }
        for (TransferType type : TransferType.values()) {
            if (type.word().equals(word.get())) {
                return type;
            }
        }
        compilation.error(
                markup.position(),
                "type=\"" + word.get() + "\"",
                "VoiceXML 2.1 §8",
                "write blind, bridge or consultation");
        return TransferType.BLIND;
    }

    @Override
    public Visit visit(ItemContext context) {
        String text = destination.orElseGet(() -> context.text(destinationExpression.orElseThrow()));
        Optional<URI> target = absolute(text);
        if (target.isEmpty()) {
            return new Visit.Ran(Transition.event(
                    "error.unsupported.uri",
                    "\"" + text + "\" is no address to transfer to; write such as tel:+8610…"));
        }
        var request = new TransferRequest(
                target.get(),
                type,
                connectTimeout,
                maxTime,
                audio.map(source -> ringback(UriReference.of(source).resolve(context.base()), context)),
                aai.or(() -> aaiExpression.map(context::text)).orElse(""),
                context.listening());
        return outcome(context.transfer(request), context);
    }

    private static QueuedPrompt ringback(URI source, ItemContext context) {
        return QueuedPrompt.ofAudio(source, context.language(), FetchAttributes.OF_AUDIO.pending(source, context));
    }

    private static Optional<URI> absolute(String text) {
        try {
            return Optional.of(new URI(text.strip())).filter(URI::isAbsolute);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Spec: VoiceXML 2.0 §2.3.7, the tables of outcomes and events. */
    private static Visit outcome(TransferResult result, ItemContext context) {
        return switch (result) {
            case TransferResult.Transferred() -> new Visit.Gone("connection.disconnect.transfer");
            case TransferResult.FarEndLeft(Duration talked) -> ended("far_end_disconnect", talked, context);
            case TransferResult.CallerEnded(Duration talked, InputResult.Matched input) -> {
                context.describe(input);
                yield ended("near_end_disconnect", talked, context);
            }
            case TransferResult.TimeOver(Duration talked) -> ended("maxtime_disconnect", talked, context);
            case TransferResult.NetworkLeft(Duration talked) -> ended("network_disconnect", talked, context);
            case TransferResult.Machine(Duration talked) -> ended("machine", talked, context);
            case TransferResult.Busy() -> ended("busy", Duration.ZERO, context);
            case TransferResult.NetworkBusy() -> ended("network_busy", Duration.ZERO, context);
            case TransferResult.NoAnswer() -> ended("noanswer", Duration.ZERO, context);
            case TransferResult.Unknown(Duration talked) -> ended("unknown", talked, context);
            case TransferResult.HangUp(Duration talked) -> {
                context.shadow("duration", seconds(talked));
                yield new Visit.Gone("connection.disconnect.hangup");
            }
            case TransferResult.Failed(String event, String message) -> new Visit.Ran(Transition.event(event, message));
        };
    }

    private static Visit ended(String word, Duration talked, ItemContext context) {
        context.fill(word);
        context.shadow("duration", seconds(talked));
        return new Visit.Filled();
    }

    private static double seconds(Duration talked) {
        return talked.toMillis() / 1_000.0;
    }
}
