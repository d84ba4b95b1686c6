package org.belltower.eventsocket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message or an event: ordered, looked up without regard to case, values already URL-decoded.
 * A name may occur more than once; a look-up gives the first, as FreeSWITCH does.
 *
 * <p><em>Immutable.</em> A look-up is linear: channel data has some 150 headers and few are asked for.
 */
public final class EventHeaders implements Iterable<EventHeaders.Header> {
    private static final EventHeaders EMPTY = new EventHeaders(List.of());

    private final List<Header> headers;

    private EventHeaders(List<Header> headers) {
        this.headers = headers;
    }

    /** One header line. Names hold neither line breaks nor a colon. */
    public record Header(String name, String value) {
        public Header {
            Objects.requireNonNull(value, "value");
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c == ':' || c == '\n' || c == '\r') {
                    throw new IllegalArgumentException("header name with a colon or a line break: " + name);
                }
            }
        }
    }

    public static EventHeaders empty() {
        return EMPTY;
    }

    /** Headers from names and values in turn. */
    public static EventHeaders of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value: " + Arrays.toString(namesAndValues));
        }
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    public static Builder builder() {
        return new Builder(new ArrayList<>());
    }

    /** A builder that starts with these headers. */
    public Builder toBuilder() {
        return new Builder(new ArrayList<>(headers));
    }

    /** The first value of the header. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(find(name));
    }

    /** The first value of the header, or {@code absent}. */
    public String get(String name, String absent) {
        String value = find(name);
        return value == null ? absent : value;
    }

    public boolean contains(String name) {
        return find(name) != null;
    }

    /** These headers but those of that name. */
    EventHeaders without(String name) {
        return contains(name)
                ? new EventHeaders(headers.stream()
                        .filter(header -> !header.name.equalsIgnoreCase(name))
                        .toList())
                : this;
    }

    public List<Header> all() {
        return headers;
    }

    public int size() {
        return headers.size();
    }

    public boolean isEmpty() {
        return headers.isEmpty();
    }

    private @Nullable String find(String name) {
        for (Header header : headers) {
            if (header.name.equalsIgnoreCase(name)) {
                return header.value;
            }
        }
        return null;
    }

    @Override
    public Iterator<Header> iterator() {
        return headers.iterator();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventHeaders that && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return headers.hashCode();
    }

    @Override
    public String toString() {
        return headers.toString();
    }

    /** Collects headers in order. <em>Confined to the thread that fills it.</em> */
    public static final class Builder {
        private final List<Header> headers;

        private Builder(List<Header> headers) {
            this.headers = headers;
        }

        /** Adds at the end; an equal name that is there already stays. */
        public Builder add(String name, String value) {
            headers.add(new Header(name, value));
            return this;
        }

        /** Replaces every header of that name by one, in the place of the first. */
        public Builder set(String name, String value) {
            int at = -1;
            for (int i = headers.size() - 1; i >= 0; i--) {
                if (headers.get(i).name().equalsIgnoreCase(name)) {
                    headers.remove(i);
                    at = i;
                }
            }
            headers.add(at < 0 ? headers.size() : at, new Header(name, value));
            return this;
        }

        /** Adds a header in front of all others. */
        Builder addFirst(String name, String value) {
            headers.add(0, new Header(name, value));
            return this;
        }

        int size() {
            return headers.size();
        }

        public EventHeaders build() {
            return headers.isEmpty() ? EMPTY : new EventHeaders(List.copyOf(headers));
        }
    }
}
