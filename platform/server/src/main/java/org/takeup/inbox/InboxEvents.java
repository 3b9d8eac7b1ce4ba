package org.takeup.inbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.takeup.http.Exchange;
import org.takeup.http.Json;
import org.takeup.http.Reply;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * What a page that is open hears of its reader's inbox, as server-sent events (HTML, 9.2). Each event's id is the cursor
 * of the newest message in it; a browser that lost its connection sends the last one back, and gets what came meanwhile.
 * A stream lasts half a minute at most and the browser asks again, so that a session that has ended hears nothing for
 * long, and a node that stops is not held up.
 */
final class InboxEvents {
    private static final Pattern CURSOR = Pattern.compile("[0-9]{15}[0-9a-f]{32}");
    private static final int LONGEST_SECONDS = 25;
    private static final int MOST_MESSAGES = 20;

    /** So often a page looks by itself; also how soon a browser that went away is noticed. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Inbox inbox;

    InboxEvents(Inbox inbox) {
        this.inbox = inbox;
    }

    /** What an event says. @param messages those that came since, the oldest first */
    record News(long unread, List<Line> messages) {}

    /** A message in an event. @param link as a page needs it @param when in the reader's language */
    record Line(String id, String from, String subject, String words, String link, String when) {}

    /** The stream. It ends at once unless the query says {@code wait=25} or less. */
    Reply reply(Exchange exchange) {
        String since = exchange.header("last-event-id")
                .filter(InboxEvents::isCursor)
                .or(() -> exchange.query("since").filter(InboxEvents::isCursor))
                .orElse("");
        var seconds = exchange.query("wait")
                .filter(text -> text.matches("[0-9]{1,2}"))
                .map(Integer::parseInt)
                .map(given -> Math.min(given, LONGEST_SECONDS))
                .orElse(0);
        var stream = new Reply.Content.Stream(
                "text/event-stream; charset=utf-8",
                out -> new Run(exchange, since, Duration.ofSeconds(seconds)).write(out));
        return new Reply(200, stream, List.of(), Map.of("x-accel-buffering", "no"));
    }

    private static boolean isCursor(String text) {
        return CURSOR.matcher(text).matches();
    }

    /** One reader's stream. */
    private final class Run {
        private final Exchange exchange;
        private final Workspace workspace;
        private final Caller caller;
        private final long end;
        private String since;
        private long shown = -1;

        Run(Exchange exchange, String since, Duration length) {
            this.exchange = exchange;
            this.workspace = exchange.workspace();
            this.caller = exchange.caller();
            this.since = since;
            this.end = System.nanoTime() + length.toNanos();
        }

        void write(OutputStream out) throws IOException {
            Optional<Watchers.Watcher> place = inbox.watchers().watch(workspace, caller.personId());
            if (place.isEmpty()) {
                send(out, "retry: 30000\n\n");
                return;
            }
            try (Watchers.Watcher watcher = place.get()) {
                send(out, "retry: 2000\n\n");
                tell(out);
                while (System.nanoTime() < end) {
                    long left = Math.min(PATIENCE.toNanos(), end - System.nanoTime());
                    watcher.await(Duration.ofNanos(Math.max(0, left)));
                    tell(out);
                }
            } catch (InterruptedException e) {
                // The node stops; the browser asks another one.
                Thread.currentThread().interrupt();
            }
        }

        /** Sends what is new, or a word without meaning, by which a reader that has gone is noticed. */
        private void tell(OutputStream out) throws IOException {
            long unread = inbox.unread(workspace, caller);
            List<InboxEntry> came = since.isEmpty() ? List.of() : inbox.since(workspace, caller, since, MOST_MESSAGES);
            if (unread == shown && came.isEmpty()) {
                send(out, ": still here\n\n");
                return;
            }
            shown = unread;
            since = came.isEmpty() ? since : came.getLast().cursor();
            var news = new News(unread, came.stream().map(this::line).toList());
            // One line: JSON has no line breaks of its own.
            String data = new String(Json.write(news), StandardCharsets.UTF_8);
            send(out, (since.isEmpty() ? "" : "id: " + since + "\n") + "data: " + data + "\n\n");
        }

        private Line line(InboxEntry entry) {
            String link = entry.link()
                    .map(to -> to.startsWith("/") ? exchange.link(to) : to)
                    .orElse("");
            return new Line(
                    entry.id(),
                    entry.from(),
                    entry.subject(),
                    entry.words(),
                    link,
                    InboxRoutes.dates(exchange).moment(entry.sent()));
        }

        private static void send(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
