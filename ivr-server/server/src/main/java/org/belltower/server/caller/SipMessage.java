package org.belltower.server.caller;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A SIP request or response as text: a first line, headers in order, a body. <i>Immutable.</i>
 *
 * <p>Spec: RFC 3261 §7.
 */
record SipMessage(String firstLine, List<Map.Entry<String, String>> headers, String body) {
    private static final Map<String, String> COMPACT = Map.of(
            "v",
            "via",
            "f",
            "from",
            "t",
            "to",
            "i",
            "call-id",
            "m",
            "contact",
            "l",
            "content-length",
            "c",
            "content-type");

    SipMessage {
        headers = List.copyOf(headers);
    }

    /** A message without headers or body, to be built up by {@link #with}. */
    static SipMessage starting(String firstLine) {
        return new SipMessage(firstLine, List.of(), "");
    }

    /** Empty where the text is no SIP message. */
    static Optional<SipMessage> parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = (end < 0 ? text : text.substring(0, end)).split("\r\n", -1);
        if (!lines[0].matches("SIP/2\\.0 [1-6]\\d\\d( .*)?|[A-Z]+ \\S+ SIP/2\\.0")) {
            return Optional.empty();
        }
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.add(Map.entry(
                        lines[i].substring(0, colon).strip(),
                        lines[i].substring(colon + 1).strip()));
            }
        }
        return Optional.of(new SipMessage(lines[0], headers, end < 0 ? "" : text.substring(end + 4)))
                .filter(message -> message.required("CSeq").matches("\\d{1,10} +[A-Z]+"));
    }

    SipMessage with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new SipMessage(firstLine, more, body);
    }

    /** With a header for each value. */
    SipMessage withAll(String name, List<String> values) {
        SipMessage message = this;
        for (String value : values) {
            message = message.with(name, value);
        }
        return message;
    }

    SipMessage withBody(String type, String text) {
        return new SipMessage(firstLine, with("Content-Type", type).headers, text);
    }

    boolean isRequest() {
        return !firstLine.startsWith("SIP/2.0 ");
    }

    /** The method of a request. */
    String method() {
        return firstLine.substring(0, firstLine.indexOf(' '));
    }

    /** The address that a request is for. */
    String requestUri() {
        return firstLine.split(" ", -1)[1];
    }

    /** The status of a response. */
    int status() {
        return Integer.parseInt(firstLine.substring(8, 11));
    }

    String reasonPhrase() {
        return firstLine.length() > 12 ? firstLine.substring(12) : "";
    }

    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The values of a header in order; where several stand in one line they stay together. */
    List<String> headers(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return headers.stream()
                .filter(header -> {
                    String key = header.getKey().toLowerCase(Locale.ROOT);
                    return COMPACT.getOrDefault(key, key).equals(wanted);
                })
                .map(Map.Entry::getValue)
                .toList();
    }

    String required(String name) {
        return header(name).orElse("");
    }

    /** The number and the method of the CSeq header. */
    long sequence() {
        return Long.parseLong(required("CSeq").split(" ", -1)[0]);
    }

    String sequenceMethod() {
        String value = required("CSeq");
        return value.substring(value.indexOf(' ') + 1).strip();
    }

    byte[] bytes() {
        var text = new StringBuilder(firstLine).append("\r\n");
        headers.forEach(header -> text.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        text.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The tag of a From or To header; empty where it has none. */
    static Optional<String> tag(String address) {
        int at = address.indexOf(";tag=");
        return at < 0 ? Optional.empty() : Optional.of(address.substring(at + 5).split("[;>]", -1)[0]);
    }

    /** The address between the angle brackets, or up to the parameters. */
    static String uri(String address) {
        int open = address.indexOf('<');
        int close = address.indexOf('>', open);
        return open < 0 || close < 0 ? address.split(";", -1)[0].strip() : address.substring(open + 1, close);
    }
}
