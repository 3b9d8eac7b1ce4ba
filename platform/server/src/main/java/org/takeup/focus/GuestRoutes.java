package org.takeup.focus;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.calendar.CalendarEntry;
import org.takeup.calendar.CalendarFile;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;

/**
 * What the invited see and do with their link, without signing in. Looking at a page does nothing, so that whoever
 * fetches a link beforehand has decided nothing. No search engine keeps the pages.
 */
public final class GuestRoutes {
    private final FocusGroups groups;

    public GuestRoutes(FocusGroups groups) {
        this.groups = groups;
    }

    public Room room() {
        String link = "/focus/{focusGroup}/{focusTicket}";
        return new Room(
                List.of(
                        Route.page("focus-invitation", link, Access.ticket(), this::page),
                        Route.form("focus-reply", link, Access.ticket(), this::answer),
                        Route.form("focus-consent", link + "/consent", Access.ticket(), this::consent),
                        Route.page("focus-calendar", link + "/talk.ics", Access.ticket(), this::calendar)),
                List.of());
    }

    /**
     * The page.
     *
     * @param link of the page itself
     * @param when with the time zone
     * @param forgets the day on which nobody can tell any more who said what
     * @param answerBy the last day on which the seat is kept while nothing is said; empty if it is kept
     * @param room whether whoever answers late has a seat
     * @param open whether one can still say that one comes
     * @param asked whether one can still agree to something
     */
    public record Invitation(
            LocalWords words,
            FocusGroup group,
            Map<String, Object> places,
            String link,
            String when,
            String moderator,
            String forgets,
            String state,
            String notes,
            String quotes,
            String answerBy,
            boolean room,
            boolean open,
            boolean asked) {
        public boolean is(String other) {
            return state.equals(other);
        }

        /** Whether they come, or would. */
        public boolean joins() {
            return is("COMING") || is("WAITING");
        }

        public String say(String key) {
            return words.say(key, places);
        }
    }

    private Places.Held held(Exchange exchange) {
        return groups.places().open(exchange.workspace(), exchange.path("focusGroup"), exchange.path("focusTicket"));
    }

    private Reply page(Exchange exchange) {
        Places.Held held = held(exchange);
        FocusGroup group = held.group();
        var words = FocusMails.WORDS.in(group.language());
        var now = exchange.workspace().clock().instant();
        Map<String, Object> places = FocusMails.places(exchange.workspace(), words, group);
        String forgets = group.dates(words.locale()).longDay(group.forgotten().orElse(group.forgets()));
        places.put("forgets", forgets);
        String by = held.guest()
                .answerBy()
                .map(day -> FocusMails.inWords(words, group, day))
                .orElse("");
        places.put("by", by);
        boolean late = held.guest().state() == Guest.State.LAPSED;
        boolean gone = group.cancelled() || group.forgotten().isPresent();
        return hidden(Reply.page(
                "focus/invitation.jte",
                group.topic(),
                new Invitation(
                        words,
                        group,
                        places,
                        exchange.link("/focus/" + group.id() + "/" + exchange.path("focusTicket")),
                        group.dates(words.locale()).fullMoment(group.begins()),
                        groups.people()
                                .find(exchange.workspace(), group.moderator())
                                .map(person -> person.name())
                                .orElse(""),
                        forgets,
                        held.guest().state().name(),
                        held.guest().notes().name(),
                        held.guest().quotes().name(),
                        by,
                        late && Recruiting.hasRoom(exchange.workspace(), group, held.guest()),
                        !gone && !group.over(now),
                        !gone)));
    }

    private Reply answer(Exchange exchange) {
        Places.Held held = held(exchange);
        switch (exchange.form().required("say", 20)) {
            case "COME" -> groups.places().come(exchange.workspace(), held);
            case "STAY_AWAY" -> groups.places().stayAway(exchange.workspace(), held);
            default -> throw Problem.invalid("say", "Please choose one of the options.");
        }
        return back(exchange);
    }

    private Reply consent(Exchange exchange) {
        Places.Held held = held(exchange);
        Places.Question what = exchange.form().one("what", Places.Question.class);
        switch (exchange.form().required("say", 20)) {
            case "YES" -> groups.places().agree(exchange.workspace(), held, what);
            case "NO" -> groups.places().takeBack(exchange.workspace(), held, what);
            default -> throw Problem.invalid("say", "Please choose one of the options.");
        }
        return back(exchange);
    }

    private Reply calendar(Exchange exchange) {
        Places.Held held = held(exchange);
        if (held.guest().state() != Guest.State.COMING || held.group().cancelled()) {
            throw Problem.notFound();
        }
        byte[] file = CalendarFile.published(List.of(entry(
                held.group(),
                exchange.workspace().tenant().name(),
                exchange.workspace().clock().instant())));
        return hidden(Reply.bytes(CalendarFile.MEDIA_TYPE, file)
                .withHeader("content-disposition", "attachment; filename=\"talk.ics\""));
    }

    /** The personal link is not in it: calendars are shared. */
    private static CalendarEntry entry(FocusGroup group, String organisation, Instant now) {
        return new CalendarEntry(
                "focus-" + group.id() + "@takeup",
                0,
                now,
                group.begins(),
                group.ends(),
                group.topic() + " (" + organisation + ")",
                "",
                group.place(),
                Optional.empty(),
                false);
    }

    private static Reply back(Exchange exchange) {
        return hidden(Reply.redirect(
                exchange.link("/focus/" + exchange.path("focusGroup") + "/" + exchange.path("focusTicket"))));
    }

    private static Reply hidden(Reply reply) {
        return reply.withHeader("x-robots-tag", "noindex, nofollow").withHeader("cache-control", "no-store");
    }
}
