package org.takeup.plugin.lms.oneroster;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.IntStream;
import org.takeup.plugin.api.lms.UnreadableSource;

/** An opened file of the export, its header read, its rows ahead. */
final class Table implements Closeable {
    private final Header header;
    private final CsvReader rows;

    private Table(Header header, CsvReader rows) {
        this.header = header;
        this.rows = rows;
    }

    /** @throws UnreadableSource if the first row is no header: there is none, or it is not UTF-8 */
    static Table open(RosterFile file, InputStream in) throws IOException, UnreadableSource {
        CsvReader rows = new CsvReader(in);
        boolean empty = !rows.next();
        if (empty || rows.fault() != CsvReader.Fault.NONE || isSixteenBit(rows)) {
            rows.close();
            throw new UnreadableSource(
                    Words.text(empty ? "empty-file" : "unreadable-header", Map.of("file", file.fileName())));
        }
        return new Table(
                new Header(IntStream.range(0, rows.size())
                        .mapToObj(i -> rows.field(i).strip())
                        .toList()),
                rows);
    }

    Header header() {
        return header;
    }

    CsvReader rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /** UTF-16, the "Unicode text" of some office programs, shows as zero bytes between the letters. */
    private static boolean isSixteenBit(CsvReader rows) {
        return rows.field(0).indexOf('\0') >= 0;
    }
}
