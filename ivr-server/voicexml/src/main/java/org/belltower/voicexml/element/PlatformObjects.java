package org.belltower.voicexml.element;

import java.util.List;
import java.util.Optional;

/** The platform objects that documents may use. Immutable. */
final class PlatformObjects {
    private final List<PlatformObject> objects;

    private PlatformObjects(List<PlatformObject> objects) {
        this.objects = List.copyOf(objects);
    }

    /** All of this server. */
    static PlatformObjects standard() {
        return new PlatformObjects(List.of(new ClockObject()));
    }

    Optional<PlatformObject> find(String classId) {
        return objects.stream()
                .filter(object -> object.classId().equals(classId))
                .findFirst();
    }

    List<String> names() {
        return objects.stream().map(PlatformObject::classId).toList();
    }
}
