package org.belltower.server;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table of rooms: which package may use which. A room's pom says the same; this says it in one place. */
class RoomArrowsTest {
    private static final Map<String, List<String>> MAY_USE = rooms();

    private static Map<String, List<String>> rooms() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("audio", List.of());
        rooms.put("eventsocket", List.of());
        rooms.put("grammar", List.of());
        rooms.put("speech", List.of("audio", "grammar"));
        rooms.put("prompt", List.of("audio", "speech"));
        rooms.put("voicexml", List.of("grammar"));
        rooms.put("telephony", List.of("eventsocket", "voicexml", "speech", "prompt", "grammar", "audio"));
        rooms.put("embeddedswitch", List.of("eventsocket", "audio"));
        rooms.put("store", List.of());
        rooms.put("hotline", List.of("store"));
        rooms.put(
                "server",
                List.of(
                        "audio",
                        "eventsocket",
                        "grammar",
                        "speech",
                        "prompt",
                        "voicexml",
                        "telephony",
                        "embeddedswitch",
                        "store",
                        "hotline"));
        return rooms;
    }

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.belltower");

    @Test
    void everyArrowBetweenRoomsIsInTheTable() {
        LayeredArchitecture table = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String room : MAY_USE.keySet()) {
            table = table.layer(room).definedBy("org.belltower." + room + "..");
        }
        for (Map.Entry<String, List<String>> room : MAY_USE.entrySet()) {
            var layer = table.whereLayer(room.getKey());
            table = room.getValue().isEmpty()
                    ? layer.mayNotAccessAnyLayer()
                    : layer.mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
        }
        table.check(classes);
    }

    @Test
    void everyPackageIsARoomOfTheTable() {
        assertThat(classes)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(MAY_USE).containsKey(roomOf(type.getPackageName())));
    }

    private static String roomOf(String packageName) {
        return packageName.split("\\.", -1)[2];
    }
}
