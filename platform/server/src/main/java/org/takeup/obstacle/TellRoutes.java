package org.takeup.obstacle;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.DailyLimit;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.language.LocalWords;
import org.takeup.store.RandomCode;

/** How everybody tells what gets in their way: a page in the reader's language, and the API. */
public final class TellRoutes {
    private static final LocalWords WORDS = LocalWords.beside(TellRoutes.class, "obstacle");
    private static final int LONGEST_CODE = 60;

    private final Obstacles obstacles;

    public TellRoutes(Obstacles obstacles) {
        this.obstacles = obstacles;
    }

    public Room room() {
        Access everybody = Access.signedIn();
        return new Room(
                List.of(
                        Route.page("obstacle-tell", "/in-the-way", everybody, this::page),
                        Route.form("obstacle-tell-form", "/in-the-way", everybody, this::tellByForm),
                        Route.api("obstacle-add", HttpMethod.POST, "/obstacles", everybody, this::tell)),
                List.of(new Room.Entry(Room.Group.MINE, 45, "In the way", "/in-the-way", everybody)));
    }

    /**
     * The form.
     *
     * @param once tells a second sending of the form from a second stumbling block
     * @param told whether one was told just now
     * @param fault what is wrong with what was typed, in words
     */
    public record TellPage(LocalWords words, String text, String once, boolean told, Optional<String> fault) {
        public int shortest() {
            return Obstacles.SHORTEST;
        }

        public int longest() {
            return Obstacles.LONGEST;
        }
    }

    /** A stumbling block in the API. */
    public record TellBody(@Nullable String text) {}

    /** That it is stored. */
    public record Told(String id) {}

    private Reply page(Exchange exchange) {
        return page(new TellPage(
                WORDS.in(exchange.locale()),
                "",
                RandomCode.hex(12),
                exchange.query("told").isPresent(),
                Optional.empty()));
    }

    private static Reply page(TellPage page) {
        return Reply.page("obstacle/tell.jte", page.words().say("title"), page);
    }

    private Reply tellByForm(Exchange exchange) {
        Form form = exchange.form();
        LocalWords words = WORDS.in(exchange.locale());
        String text = form.values("text").stream().findFirst().orElse("");
        String once =
                form.text("once").filter(code -> code.length() <= LONGEST_CODE).orElseGet(() -> RandomCode.hex(12));
        Optional<String> fault = Obstacles.fault(Obstacles.clean(text));
        if (fault.isPresent()) {
            String why =
                    words.say("fault." + fault.get(), Map.of("least", Obstacles.SHORTEST, "most", Obstacles.LONGEST));
            return page(new TellPage(words, text, once, false, Optional.of(why)))
                    .withStatus(422);
        }
        try {
            obstacles.tell(exchange.workspace(), exchange.caller(), text, once);
            return Reply.redirect(exchange.link("/in-the-way?told=yes"));
        } catch (DailyLimit.Reached reached) {
            String why = words.say("fault.many", "most", reached.most());
            return page(new TellPage(words, text, once, false, Optional.of(why)))
                    .withStatus(429);
        }
    }

    private Reply tell(Exchange exchange) {
        String text = exchange.json(TellBody.class).text();
        Obstacle told =
                obstacles.tell(exchange.workspace(), exchange.caller(), text == null ? "" : text, RandomCode.hex(12));
        return Reply.json(201, new Told(told.id()));
    }
}
