package org.takeup.preference;

import io.vertx.core.http.HttpMethod;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Languages;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Versions;
import org.takeup.language.LocalWords;
import org.takeup.tenant.Workspace;

/**
 * How people say how they want to be told: on a page for who is signed in, on the same page behind a signed link, and in
 * the API. Each says it for themselves alone.
 */
public final class ToldRoutes {
    private static final String OWN = "/how-to-be-told";

    private final Preferences preferences;

    public ToldRoutes(Preferences preferences) {
        this.preferences = preferences;
    }

    public Room room() {
        Access anybody = Access.signedIn();
        String link = "/told/{wishLink}";
        String api = "/me" + OWN;
        return new Room(
                List.of(
                        Route.page("told", OWN, anybody, this::page),
                        Route.form("told-save", OWN, anybody, this::save),
                        Route.form("told-links-end", OWN + "/links", anybody, this::endLinks),
                        Route.page("told-link", link, Access.ticket(), this::linkPage),
                        Route.form("told-link-save", link, Access.ticket(), this::saveByLink),
                        Route.form("told-link-end", link + "/links", Access.ticket(), this::endLinksByLink),
                        Route.api("my-wishes", HttpMethod.GET, api, anybody, this::read),
                        Route.api("my-wishes-set", HttpMethod.PUT, api, anybody, this::set)),
                List.of());
    }

    /**
     * The page.
     *
     * @param action where the form goes
     * @param faults names of the fields that do not fit
     * @param saved whether it was just saved
     * @param ended whether the links were just made invalid
     * @param quiet the organisation's quiet hours, empty if it has none
     * @param office the hours that count for whoever says none, empty if that is the whole day
     */
    public record Page(
            LocalWords words,
            ToldForm form,
            String action,
            boolean byLink,
            Set<String> faults,
            boolean saved,
            boolean ended,
            String zone,
            String quiet,
            String office) {
        public boolean wrong(String field) {
            return faults.contains(field);
        }

        /** What is wrong with a field. */
        public String fault(String field) {
            return ToldWords.fault(words, field);
        }

        /** What messages of a kind are called. */
        public String kind(String kind) {
            return ToldWords.kind(words, kind);
        }

        public String day(DayOfWeek day) {
            return day.getDisplayName(TextStyle.FULL, words.locale());
        }

        /** The languages to choose from, by tag. */
        public List<String> tags() {
            return Languages.TAGS;
        }

        /** What a language is called in itself. */
        public String tongue(String tag) {
            Locale locale = Locale.forLanguageTag(tag);
            return locale.getDisplayLanguage(locale);
        }
    }

    /** What the API says. @param without kinds of messages that are not wanted @param opens whether it may be seen that they opened a mail */
    public record Shown(
            List<String> channels,
            List<String> days,
            String from,
            String to,
            String zone,
            Optional<Integer> aWeek,
            String language,
            List<String> tellers,
            List<String> without,
            boolean opens,
            long version) {
        static Shown of(Preference wish) {
            ToldForm form = ToldForm.of(wish);
            return new Shown(
                    form.ways().stream().filter(way -> !way.isEmpty()).toList(),
                    wish.days().stream().sorted().map(Enum::name).toList(),
                    form.from(),
                    form.to(),
                    form.zone(),
                    wish.aWeek().isPresent() ? Optional.of(wish.aWeek().getAsInt()) : Optional.empty(),
                    form.language(),
                    wish.tellers().stream().sorted().map(Enum::name).toList(),
                    wish.without().stream().sorted().toList(),
                    wish.opens(),
                    wish.version());
        }
    }

    private Reply page(Exchange exchange) {
        return shown(exchange, me(exchange), exchange.link(OWN), false);
    }

    private Reply linkPage(Exchange exchange) {
        String person = holder(exchange);
        return hidden(shown(exchange, person, ofLink(exchange), true));
    }

    private Reply shown(Exchange exchange, String person, String action, boolean byLink) {
        Preference wish = preferences.of(exchange.workspace(), person);
        boolean saved = exchange.query("saved").isPresent();
        boolean ended = exchange.query("ended").isPresent();
        return reply(exchange, ToldForm.of(wish), action, byLink, Set.of(), saved, ended);
    }

    private static Reply reply(
            Exchange exchange,
            ToldForm form,
            String action,
            boolean byLink,
            Set<String> faults,
            boolean saved,
            boolean ended) {
        var words = ToldWords.in(exchange.locale());
        var settings = exchange.workspace().settings();
        var mail = settings.mail();
        String quiet = hours(mail.quietFrom(), mail.quietTo());
        String office = hours(mail.officeFrom(), mail.officeTo());
        String zone = settings.zone().getId();
        return Reply.page(
                "preference/told.jte",
                words.say("title"),
                new Page(words, form, action, byLink, faults, saved, ended, zone, quiet, office));
    }

    private static String hours(LocalTime from, LocalTime to) {
        return from.equals(to) ? "" : from + "\u2013" + to;
    }

    private Reply save(Exchange exchange) {
        return saved(exchange, me(exchange), exchange.link(OWN), false);
    }

    private Reply saveByLink(Exchange exchange) {
        return hidden(saved(exchange, holder(exchange), ofLink(exchange), true));
    }

    /** What does not fit comes back as it was typed. */
    private Reply saved(Exchange exchange, String person, String action, boolean byLink) {
        Workspace workspace = exchange.workspace();
        long version = Versions.ofForm(exchange);
        Preference stored = preferences.of(workspace, person);
        ToldForm typed = ToldForm.typed(exchange.form(), stored, version);
        try {
            preferences.change(workspace, person, version, typed.entry(exchange.form()));
        } catch (Problem e) {
            var faults = new TreeSet<String>();
            e.fields().forEach(field -> faults.add(field.name()));
            if (faults.isEmpty()) {
                faults.add("changed");
            }
            // Whoever sends it again has seen that there is something else by now.
            ToldForm again = ToldForm.typed(exchange.form(), stored, stored.version());
            return reply(exchange, again, action, byLink, faults, false, false).withStatus(e.status());
        }
        return Reply.redirect(action + "?saved=yes");
    }

    private Reply endLinks(Exchange exchange) {
        preferences.endLinks(exchange.workspace(), me(exchange));
        return Reply.redirect(exchange.link(OWN) + "?ended=yes");
    }

    /** This link is one of those that end. */
    private Reply endLinksByLink(Exchange exchange) {
        preferences.endLinks(exchange.workspace(), holder(exchange));
        var words = ToldWords.in(exchange.locale());
        return hidden(Reply.page("preference/ended.jte", words.say("links.ended"), words));
    }

    private Reply read(Exchange exchange) {
        return tagged(preferences.of(exchange.workspace(), me(exchange)));
    }

    private Reply set(Exchange exchange) {
        long seen = Versions.seen(exchange);
        PreferenceEntry entry = exchange.json(PreferenceEntry.class);
        return tagged(preferences.change(exchange.workspace(), me(exchange), seen, entry));
    }

    private static Reply tagged(Preference wish) {
        return Reply.json(Shown.of(wish)).withHeader("etag", Versions.tag(wish.version()));
    }

    private static String me(Exchange exchange) {
        return exchange.caller().personId();
    }

    private String holder(Exchange exchange) {
        return preferences.holder(exchange.workspace(), exchange.path("wishLink"));
    }

    private static String ofLink(Exchange exchange) {
        return exchange.link("/told/" + exchange.path("wishLink"));
    }

    private static Reply hidden(Reply reply) {
        return reply.withHeader("x-robots-tag", "noindex, nofollow");
    }
}
