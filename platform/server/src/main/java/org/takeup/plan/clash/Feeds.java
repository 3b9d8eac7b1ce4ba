package org.takeup.plan.clash;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.egress.Outlet;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * An organisation's calendars, by address. Read when they are added and when somebody asks for it; what was read stays
 * until then, also when a calendar cannot be read any more. Thread-safe; calls block, {@link #read} for up to 30 seconds.
 */
public final class Feeds {
    public static final CollectionSpec FEEDS = CollectionSpec.named("plan_feeds");

    private static final String USE = "calendar";
    private static final int MOST = 10;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_ADDRESS = 1_000;

    private final Egress egress;

    public Feeds(Egress egress) {
        this.egress = egress;
    }

    /** All, by name. At most {@value #MOST}. */
    public List<Feed> all(Workspace workspace) {
        var feeds = new ArrayList<Feed>();
        workspace.collection(FEEDS).all().limit(MOST).map(Feeds::read).into(feeds);
        feeds.sort(java.util.Comparator.comparing(Feed::name));
        return feeds;
    }

    /** One of them, as it was read last. @throws Problem 404 without it */
    public Feed require(Workspace workspace, String id) {
        return workspace.collection(FEEDS).find(id).map(Feeds::read).orElseThrow(Problem::notFound);
    }

    /** What stands in the calendars, by day; at most a year of one event. */
    public Map<LocalDate, String> byDay(Workspace workspace) {
        var days = new TreeMap<LocalDate, String>();
        for (Feed feed : all(workspace)) {
            for (Feed.Event event : feed.events()) {
                event.from()
                        .datesUntil(event.to().plusDays(1))
                        .limit(366)
                        .forEach(day -> days.putIfAbsent(day, event.summary() + " (" + feed.name() + ")"));
            }
        }
        return days;
    }

    /**
     * Adds a calendar and reads it.
     *
     * @throws Problem 422 naming what does not fit, also an address that may not be called from here; nothing is added then
     */
    public Feed add(Workspace workspace, String name, String address) {
        var wrong = new ArrayList<Problem.Field>();
        String clean = Plain.line(name, "feedName", LONGEST_NAME, true, wrong);
        String url = Plain.line(address, "address", LONGEST_ADDRESS, true, wrong);
        if (wrong.isEmpty()) {
            egress.wrong(url).ifPresent(why -> wrong.add(new Problem.Field("address", why)));
        }
        if (all(workspace).size() >= MOST) {
            wrong.add(new Problem.Field("address", "There are " + MOST + " calendars already: remove one."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        String id = RandomCode.hex(12);
        workspace
                .collection(FEEDS)
                .insert(
                        id,
                        new Document("name", clean)
                                .append("url", url)
                                .append("read", null)
                                .append("trouble", "")
                                .append("events", List.of())
                                .append("repeating", 0));
        return read(workspace, id);
    }

    /** Removes a calendar. @throws Problem 404 without it */
    public void remove(Workspace workspace, String id) {
        if (!workspace.collection(FEEDS).delete(id)) {
            throw Problem.notFound();
        }
    }

    /** Reads a calendar anew; says in {@link Feed#trouble} if it could not. @throws Problem 404 without it */
    public Feed read(Workspace workspace, String id) {
        TenantCollection feeds = workspace.collection(FEEDS);
        Document stored = feeds.find(id).orElseThrow(Problem::notFound);
        LocalDate today = workspace.today();
        var now = new Document();
        try {
            FeedParser.Result result = FeedParser.read(
                    fetched(workspace, URI.create(stored.getString("url"))),
                    workspace.settings().zone(),
                    today.minusDays(7),
                    today.plusYears(2));
            now.append("trouble", "")
                    .append("read", Date.from(workspace.clock().instant()))
                    .append("repeating", result.repeating())
                    .append("events", result.events().stream().map(Feeds::write).toList());
        } catch (FeedParser.Unreadable | IOException e) {
            now.append("trouble", String.valueOf(e.getMessage()));
        }
        feeds.update(id, new Document("$set", now));
        return read(feeds.find(id).orElseThrow(Problem::notFound));
    }

    private byte[] fetched(Workspace workspace, URI address) throws IOException {
        try (Outlet outlet = egress.openForPlatform(workspace, USE, address)) {
            HttpAnswer answer = outlet.send(
                    HttpCall.get(address).with("Accept", "text/calendar").with("User-Agent", "Takeup-Calendar/1"));
            if (answer.status() != 200) {
                throw new IOException("It answered with status " + answer.status() + ".");
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("It was not read to its end.");
        }
    }

    private static Document write(Feed.Event event) {
        return new Document("summary", event.summary())
                .append("from", event.from().toString())
                .append("to", event.to().toString());
    }

    private static Feed read(Document row) {
        return new Feed(
                TenantCollection.id(row),
                row.getString("name"),
                Optional.ofNullable(URI.create(row.getString("url")).getHost()).orElse(""),
                Optional.ofNullable(row.getDate("read")).map(Date::toInstant).map(Instant::from),
                row.getString("trouble"),
                row.getList("events", Document.class).stream()
                        .map(event -> new Feed.Event(
                                event.getString("summary"),
                                LocalDate.parse(event.getString("from")),
                                LocalDate.parse(event.getString("to"))))
                        .toList(),
                row.getInteger("repeating", 0));
    }
}
