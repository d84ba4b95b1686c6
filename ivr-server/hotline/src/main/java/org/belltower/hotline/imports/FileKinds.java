package org.belltower.hotline.imports;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.belltower.hotline.PinHasher;
import org.belltower.store.Database;

/** The kinds of files, told apart by their headers. <i>Immutable.</i> */
record FileKinds(List<FileKind> kinds) {

    static FileKinds standard(Database database, PinHasher hasher, LocalDate today) {
        return new FileKinds(List.of(
                new PlanFile(), new CustomerFile(database, hasher), new HoldingFile(today), new NetValueFile(today)));
    }

    Optional<FileKind> of(List<String> header) {
        return kinds.stream().filter(kind -> kind.fits(new HashSet<>(header))).findFirst();
    }

    /** For people: every kind with its columns, those in brackets are optional. */
    String described() {
        return kinds.stream()
                .map(kind -> kind.name() + " ("
                        + kind.columns().stream()
                                .map(column -> column.needed() ? column.name() : "[" + column.name() + "]")
                                .collect(Collectors.joining(","))
                        + ")")
                .collect(Collectors.joining("; "));
    }
}
