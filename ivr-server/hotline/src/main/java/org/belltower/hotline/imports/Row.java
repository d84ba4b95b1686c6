package org.belltower.hotline.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row on its way into the staging table. <i>Immutable.</i>
 *
 * @param cells one for each column of the kind, empty for a cell that is blank or a column that is absent
 */
record Row(long line, List<Optional<String>> cells) {
    Row {
        cells = List.copyOf(cells);
    }

    Row with(int column, Optional<String> value) {
        List<Optional<String>> changed = new ArrayList<>(cells);
        changed.set(column, value);
        return new Row(line, changed);
    }

    @Override
    public String toString() {
        return "Row[line=" + line + "]";
    }
}
