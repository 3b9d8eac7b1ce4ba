package org.takeup.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.tenant.Workspace;

/** Who knows what is in feeds of a kind. Thread-safe; may block. */
public interface FeedSource {
    /**
     * What is in a feed now. It must hold nothing of other people: calendars are copied to other companies' machines.
     *
     * @param base address of the workspace, for links
     */
    List<Item> items(Workspace workspace, Feed feed, String base);

    /** What there can be feeds about, by id, with titles; empty where each feed is its owner's own. */
    Map<String, String> subjects(Workspace workspace);

    /** What the feed about this is called, if there is such a subject. */
    Optional<String> title(Workspace workspace, String subject);

    /** One thing. @param uid stays the same when it is moved */
    record Item(String uid, Instant begins, Instant ends, String summary, String description, Optional<String> link) {
        CalendarEntry entry(long sequence, Instant stamp) {
            return new CalendarEntry(uid, sequence, stamp, begins, ends, summary, description, "", link, false);
        }
    }
}
