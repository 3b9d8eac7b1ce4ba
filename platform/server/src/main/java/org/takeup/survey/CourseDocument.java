package org.takeup.survey;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;

/** How the course of a wave is written, in the wave's own document. */
final class CourseDocument {
    private CourseDocument() {}

    /** @param code opens the sealed code of the wave's link */
    static Course read(Document wave, Function<Document, Optional<String>> code) {
        return new Course(
                wave.getLong("revision"),
                Optional.ofNullable(wave.getString("trouble")),
                wave.getLong("people"),
                wave.getLong("leftOut"),
                Optional.ofNullable(wave.get("inviting", Document.class)).map(CourseDocument::inviting),
                wave.getList("reminders", Document.class, List.of()).stream()
                        .map(CourseDocument::reminder)
                        .toList(),
                Optional.ofNullable(wave.get("link", Document.class))
                        .map(link -> new Course.Link(
                                code.apply(wave),
                                link.getInteger("most"),
                                link.get("begun", 0),
                                link.get("finished", 0L))));
    }

    static Document write(Course.Inviting inviting) {
        return new Document("run", inviting.run())
                .append("state", inviting.state().name())
                .append("mail", inviting.mail())
                .append("seen", inviting.seen())
                .append("leftOut", inviting.leftOut())
                .append("moved", Date.from(inviting.moved()));
    }

    private static Course.Inviting inviting(Document stored) {
        return new Course.Inviting(
                stored.getString("run"),
                Course.Inviting.State.valueOf(stored.getString("state")),
                stored.getBoolean("mail"),
                stored.getLong("seen"),
                stored.getLong("leftOut"),
                stored.getDate("moved").toInstant());
    }

    static Document write(Course.Reminder reminder) {
        return new Document("number", reminder.number())
                .append("at", Date.from(reminder.at()))
                .append("state", reminder.state().name());
    }

    private static Course.Reminder reminder(Document stored) {
        return new Course.Reminder(
                stored.getInteger("number"),
                stored.getDate("at").toInstant(),
                Course.Reminder.State.valueOf(stored.getString("state")));
    }
}
