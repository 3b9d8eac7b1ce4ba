package org.takeup.learning;

import java.time.LocalDate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.LearningRecord;

/**
 * A unit, a course or an offering.
 *
 * @param key unique over all sources and kinds
 * @param parent key of the unit above, or of the offering's course
 */
record CatalogueEntry(
        String key,
        RecordKind kind,
        String name,
        @Nullable String parent,
        @Nullable LocalDate starts,
        @Nullable LocalDate ends) {

    /** The key of the entry with this id. @param source the connector that it comes from */
    static String key(String source, RecordKind kind, String id) {
        return source + "/" + kind.name() + "/" + id;
    }

    static CatalogueEntry of(String source, LearningRecord record) {
        RecordKind kind = RecordKind.of(record);
        String key = key(source, kind, record.sourceId());
        return switch (record) {
            case LearningRecord.OrgUnit unit ->
                new CatalogueEntry(
                        key,
                        kind,
                        unit.name(),
                        unit.parentId() == null ? null : key(source, RecordKind.UNIT, unit.parentId()),
                        null,
                        null);
            case LearningRecord.Course course -> new CatalogueEntry(key, kind, course.title(), null, null, null);
            case LearningRecord.Offering offering ->
                new CatalogueEntry(
                        key,
                        kind,
                        offering.title(),
                        key(source, RecordKind.COURSE, offering.courseId()),
                        offering.starts(),
                        offering.ends());
            default -> throw new IllegalArgumentException("Not of the catalogue: " + record);
        };
    }

    Document document() {
        return new Document("kind", kind.name())
                .append("name", name)
                .append("parent", parent)
                .append("starts", starts == null ? null : starts.toString())
                .append("ends", ends == null ? null : ends.toString());
    }

    static CatalogueEntry read(String key, Document document) {
        return new CatalogueEntry(
                key,
                RecordKind.valueOf(document.getString("kind")),
                document.getString("name"),
                document.getString("parent"),
                date(document.getString("starts")),
                date(document.getString("ends")));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
