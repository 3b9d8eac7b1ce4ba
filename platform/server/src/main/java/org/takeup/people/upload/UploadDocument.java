package org.takeup.people.upload;

import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.takeup.people.FileEntry;
import org.takeup.people.Local;
import org.takeup.people.upload.Upload.Counts;
import org.takeup.people.upload.Upload.State;
import org.takeup.store.TenantCollection;

/** How uploads are written. */
final class UploadDocument {
    private UploadDocument() {}

    static Document write(Upload upload) {
        Counts counts = upload.counts();
        return new Document("file", upload.file())
                .append("by", upload.by())
                .append("created", Date.from(upload.created()))
                .append("whole", upload.whole())
                .append("readAs", upload.readAs())
                .append("unknownColumns", upload.unknownColumns())
                .append("rows", counts.rows())
                .append("added", counts.added())
                .append("changed", counts.changed())
                .append("unchanged", counts.unchanged())
                .append("left", counts.left())
                .append("leftOut", counts.leftOut())
                .append("inPart", counts.inPart())
                .append("basis", upload.basis())
                .append("state", upload.state().name())
                .append("done", upload.done())
                .append("total", upload.total())
                .append("message", upload.message());
    }

    static Upload read(Document stored) {
        return new Upload(
                TenantCollection.id(stored),
                stored.getString("file"),
                stored.getString("by"),
                stored.getDate("created").toInstant(),
                stored.getBoolean("whole"),
                stored.getString("readAs"),
                stored.getList("unknownColumns", String.class),
                new Counts(
                        stored.getLong("rows"),
                        stored.getLong("added"),
                        stored.getLong("changed"),
                        stored.getLong("unchanged"),
                        stored.getLong("left"),
                        stored.getLong("leftOut"),
                        stored.getLong("inPart")),
                stored.getInteger("basis"),
                State.valueOf(stored.getString("state")),
                stored.getLong("done"),
                stored.getLong("total"),
                stored.getString("message"),
                Optional.ofNullable(stored.getDate("finished")).map(Date::toInstant));
    }

    static Document write(String upload, RowChange change) {
        var document = new Document("upload", upload)
                .append("number", change.number())
                .append("kind", change.kind().key())
                .append("after", write(change.after()));
        change.before().ifPresent(before -> document.append("before", write(before)));
        change.person().ifPresent(person -> document.append("person", person));
        return document;
    }

    static RowChange readChange(Document stored) {
        return new RowChange(
                stored.getLong("number"),
                RowChange.Kind.valueOf(stored.getString("kind").toUpperCase(Locale.ROOT)),
                readEntry(stored.get("after", Document.class)),
                Optional.ofNullable(stored.get("before", Document.class)).map(UploadDocument::readEntry),
                Optional.ofNullable(stored.getString("person")));
    }

    static Document write(String upload, RowNote note) {
        return new Document("upload", upload)
                .append("number", note.number())
                .append("line", note.line())
                .append("field", note.field())
                .append("leftOut", note.leftOut())
                .append("message", note.message());
    }

    static RowNote readNote(Document stored) {
        return new RowNote(
                stored.getInteger("number"),
                stored.getLong("line"),
                stored.getString("field"),
                stored.getBoolean("leftOut"),
                stored.getString("message"));
    }

    static Document write(FileEntry entry) {
        var document = new Document("id", entry.id())
                .append("name", entry.name())
                .append("email", entry.email())
                .append("active", entry.active());
        entry.unit().ifPresent(unit -> document.append("unit", unit));
        entry.manager().ifPresent(manager -> document.append("manager", manager));
        entry.local().language().ifPresent(language -> document.append("language", language));
        entry.local().zone().ifPresent(zone -> document.append("zone", zone.getId()));
        return document;
    }

    static FileEntry readEntry(Document stored) {
        return new FileEntry(
                stored.getString("id"),
                stored.getString("name"),
                stored.getString("email"),
                Optional.ofNullable(stored.getString("unit")),
                Optional.ofNullable(stored.getString("manager")),
                stored.getBoolean("active"),
                Local.of(
                        Optional.ofNullable(stored.getString("language")),
                        Optional.ofNullable(stored.getString("zone"))));
    }
}
