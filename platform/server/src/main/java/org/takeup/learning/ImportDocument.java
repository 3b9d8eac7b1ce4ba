package org.takeup.learning;

import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** How imports and row problems are written. */
final class ImportDocument {
    private ImportDocument() {}

    static Document write(Import each) {
        return new Document("connector", each.connector())
                .append("file", each.file())
                .append("bytes", each.bytes())
                .append("by", each.by())
                .append("created", Date.from(each.created()))
                .append("state", each.state().name())
                .append("phase", each.phase().name())
                .append("done", each.done())
                .append("total", each.total())
                .append("runs", 0)
                .append("progress", write(each.progress()))
                .append("message", each.message());
    }

    static Import read(Document stored) {
        Date finished = stored.getDate("finished");
        return new Import(
                org.takeup.store.TenantCollection.id(stored),
                stored.getString("connector"),
                stored.getString("file"),
                stored.getLong("bytes"),
                stored.getString("by"),
                stored.getDate("created").toInstant(),
                Import.State.valueOf(stored.getString("state")),
                Import.Phase.valueOf(stored.getString("phase")),
                stored.getLong("done"),
                stored.getLong("total"),
                readProgress(stored.get("progress", Document.class)),
                stored.getString("message"),
                Optional.ofNullable(finished).map(Date::toInstant));
    }

    static Document write(Progress progress) {
        var tallies = new Document();
        progress.tallies()
                .forEach((kind, tally) -> tallies.append(
                        kind.name(),
                        List.of(
                                tally.read(),
                                tally.added(),
                                tally.changed(),
                                tally.unchanged(),
                                tally.removed(),
                                tally.rejected())));
        return new Document("position", progress.position())
                .append("tallies", tallies)
                .append("leftOut", progress.leftOut())
                .append("warnings", progress.warnings())
                .append("noted", progress.noted());
    }

    private static Progress readProgress(Document stored) {
        var tallies = new EnumMap<RecordKind, Tally>(RecordKind.class);
        Document written = stored.get("tallies", Document.class);
        for (String kind : written.keySet()) {
            List<Long> n = written.getList(kind, Long.class);
            tallies.put(
                    RecordKind.valueOf(kind), new Tally(n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5)));
        }
        return new Progress(
                stored.getLong("position"),
                tallies,
                stored.getLong("leftOut"),
                stored.getLong("warnings"),
                stored.getInteger("noted"));
    }

    static Document write(String importId, RowProblem problem) {
        return new Document("import", importId)
                .append("number", problem.number())
                .append("file", problem.file())
                .append("line", problem.line())
                .append("field", problem.field())
                .append("leftOut", problem.leftOut())
                .append("message", problem.message());
    }

    static RowProblem readProblem(Document stored) {
        return new RowProblem(
                stored.getInteger("number"),
                stored.getString("file"),
                stored.getLong("line"),
                stored.getString("field"),
                stored.getBoolean("leftOut"),
                stored.getString("message"));
    }

    /** A new import that waits for its turn. */
    static Import fresh(String id, String connector, String file, long bytes, String by, Instant now) {
        return new Import(
                id,
                connector,
                file,
                bytes,
                by,
                now,
                Import.State.WAITING,
                Import.Phase.WAITING,
                0,
                -1,
                Progress.NONE,
                "",
                Optional.empty());
    }
}
