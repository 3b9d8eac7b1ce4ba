package org.takeup.preference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Languages;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.preference.SignedLinks.Holder;

/**
 * One click that ends messages of a kind (RFC 8058). A mail provider sends the POST for its reader: with no cookie, no
 * origin and no token, which the door would ask of a form; the link itself is the proof. Looking at the page changes
 * nothing, so that scanners which fetch every link of a mail unsubscribe nobody.
 */
public final class UnsubscribeRoutes {
    private static final String ONE_CLICK = "List-Unsubscribe";
    private static final int LARGEST = 4 * 1024;

    private final Preferences preferences;

    public UnsubscribeRoutes(Preferences preferences) {
        this.preferences = preferences;
    }

    public Room room() {
        String link = "/unsubscribe/{unwishLink}";
        return new Room(
                List.of(
                        Route.page("unsubscribe", link, Access.ticket(), this::page),
                        // Everyone, so that who sends it need not say where it comes from; the handler asks for the
                        // secret.
                        Route.form("unsubscribe-now", link, Access.everyone(), this::answer)
                                .accepting(new Body.Form(LARGEST, true))),
                List.of());
    }

    /** The page. @param done whether the person gets no such messages @param action where its buttons go */
    public record Page(LocalWords words, String kind, boolean done, String action) {}

    private Reply page(Exchange exchange) {
        return shown(exchange, holder(exchange));
    }

    private Reply shown(Exchange exchange, Holder holder) {
        Preference wish = preferences.of(exchange.workspace(), holder.personId());
        var words = ToldWords.in(language(exchange, wish));
        boolean done = wish.without().contains(holder.kind());
        String action = exchange.link("/unsubscribe/" + exchange.path("unwishLink"));
        Reply page = Reply.page(
                "preference/unsubscribe.jte",
                words.say("unsubscribe.title"),
                new Page(words, ToldWords.kind(words, holder.kind()), done, action));
        return page.withHeader("x-robots-tag", "noindex, nofollow");
    }

    /** Nobody who comes from a mail has chosen a language here; they may have told us theirs. */
    private static Locale language(Exchange exchange, Preference wish) {
        Optional<Locale> told =
                wish.language().filter(tag -> Languages.of(tag.toLanguageTag()).isPresent());
        return told.orElse(exchange.locale());
    }

    private Reply answer(Exchange exchange) {
        Holder holder = holder(exchange);
        Form form = exchange.form();
        if (form.text(ONE_CLICK).filter("One-Click"::equals).isPresent()
                || form.text("say").filter("STOP"::equals).isPresent()) {
            preferences.unsubscribe(exchange.workspace(), holder.personId(), holder.kind());
        } else if (form.text("say").filter("AGAIN"::equals).isPresent()) {
            preferences.subscribe(exchange.workspace(), holder.personId(), holder.kind());
        } else {
            throw Problem.invalid(ONE_CLICK, "Send List-Unsubscribe=One-Click, as RFC 8058 says.");
        }
        // No redirect: RFC 8058 forbids one, and the answer is the same for a second click.
        return shown(exchange, holder);
    }

    private Holder holder(Exchange exchange) {
        return preferences.unsubscriber(exchange.workspace(), exchange.path("unwishLink"));
    }
}
