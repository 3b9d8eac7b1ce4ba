package org.takeup.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Workspace;

/**
 * Calendars that people subscribe to at a secret address. An address can be renewed and taken back at any moment; from then
 * on the old one opens nothing. Thread-safe; calls block.
 */
public final class Feeds {
    /** All collections of feeds. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(FeedStore.FEEDS, FeedMemory.MEMORY);

    /** After that somebody who may plan renews it: who plans changes, and nobody tells a calendar. */
    private static final Duration PLAN_FEEDS_LAST = Duration.ofDays(180);

    private static final Pattern CODE = Pattern.compile("[0-9a-f]{40}");

    private final People people;
    private final Map<Feed.Kind, FeedSource> sources = new ConcurrentHashMap<>();

    public Feeds(People people) {
        this.people = people;
        people.whenRightsAreLost(this::end);
    }

    /** Says who knows what is in feeds of a kind. While wiring. */
    public void register(Feed.Kind kind, FeedSource source) {
        sources.put(kind, source);
    }

    /** What there can be feeds of this kind about, by id. */
    Map<String, String> subjects(Workspace workspace, Feed.Kind kind) {
        return source(kind).map(source -> source.subjects(workspace)).orElse(Map.of());
    }

    private Optional<FeedSource> source(Feed.Kind kind) {
        return Optional.ofNullable(sources.get(kind));
    }

    /**
     * Makes a person's feed, or gives it a new address.
     *
     * @param subject as in {@link Feed#subject()}; who asks must be allowed to see it
     * @return the code in its address, told this once
     * @throws Problem 404 if there is no such subject
     */
    String renew(Workspace workspace, Feed.Kind kind, String person, String subject) {
        if (!isThere(workspace, kind, subject)) {
            throw Problem.notFound();
        }
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String code = RandomCode.hex(20);
        Optional<Instant> ends = kind == Feed.Kind.PLAN ? Optional.of(now.plus(PLAN_FEEDS_LAST)) : Optional.empty();
        new FeedStore(workspace)
                .put(new Feed(FeedStore.idOf(kind, person, subject), kind, person, subject, now, ends), code);
        return code;
    }

    private boolean isThere(Workspace workspace, Feed.Kind kind, String subject) {
        return subject.isEmpty()
                || source(kind)
                        .flatMap(source -> source.title(workspace, subject))
                        .isPresent();
    }

    /** A person's feeds that are good now, the latest first. */
    List<Feed> of(Workspace workspace, String person) {
        Instant now = workspace.clock().instant();
        return new FeedStore(workspace)
                .of(person).stream().filter(feed -> isGood(feed, now)).toList();
    }

    private static boolean isGood(Feed feed, Instant now) {
        return feed.ends().filter(end -> !end.isAfter(now)).isEmpty();
    }

    /**
     * Takes a person's feed back. Doing it twice changes nothing.
     *
     * @throws Problem 404 if there is neither such a subject nor a feed about it; a feed can outlive its subject
     */
    void revoke(Workspace workspace, Feed.Kind kind, String person, String subject) {
        String id = FeedStore.idOf(kind, person, subject);
        boolean had = new FeedStore(workspace).find(id).isPresent();
        if (!had && !isThere(workspace, kind, subject)) {
            throw Problem.notFound();
        }
        forget(workspace, id);
    }

    /** Whether any source says that they left. Who is in no directory, such as a local admin, is here. */
    private boolean isGone(Workspace workspace, String person) {
        return people.hasLeft(workspace, person)
                || people.find(workspace, person)
                        .filter(found -> !found.active())
                        .isPresent();
    }

    private static void forget(Workspace workspace, String id) {
        new FeedStore(workspace).delete(id);
        new FeedMemory(workspace).forget(id);
    }

    /** Who leaves, or plans no more, reads no plan's calendar any more; of who leaves, every feed ends. */
    private void end(Workspace workspace, Collection<String> persons) {
        for (Feed feed : new FeedStore(workspace).ofAll(persons)) {
            if (feed.kind() == Feed.Kind.PLAN || isGone(workspace, feed.person())) {
                forget(workspace, feed.id());
            }
        }
    }

    /**
     * The calendar that a code opens.
     *
     * @param base address of the workspace, for links
     * @throws Problem 404 for a code that opens nothing, whatever the reason
     */
    byte[] read(Workspace workspace, String code, String base) {
        if (!CODE.matcher(code).matches()) {
            throw Problem.notFound();
        }
        Instant now = workspace.clock().instant();
        Feed feed = new FeedStore(workspace)
                .byCode(code)
                .filter(found -> isGood(found, now) && !isGone(workspace, found.person()))
                .orElseThrow(Problem::notFound);
        FeedSource source = source(feed.kind()).orElseThrow(Problem::notFound);
        return CalendarFile.feed(
                name(workspace, feed, source),
                new FeedMemory(workspace).shown(feed, source.items(workspace, feed, base), now));
    }

    private static String name(Workspace workspace, Feed feed, FeedSource source) {
        return source.title(workspace, feed.subject())
                .orElse("Takeup, " + workspace.tenant().name());
    }
}
