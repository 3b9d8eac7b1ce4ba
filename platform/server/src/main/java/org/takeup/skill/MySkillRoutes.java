package org.takeup.skill;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.language.LocalWords;

/** Which skills somebody needs and still lacks, for themselves alone: a page in their language, and the API. */
public final class MySkillRoutes {
    private static final LocalWords WORDS = LocalWords.beside(MySkillRoutes.class, "skill");
    private static final String PAGE = "/my-skills";

    private final Skills skills;

    public MySkillRoutes(Skills skills) {
        this.skills = skills;
    }

    public Room room() {
        Access everybody = Access.signedIn();
        return new Room(
                List.of(
                        Route.page("my-skills", PAGE, everybody, this::page),
                        Route.form("my-skills-form", PAGE, everybody, this::holdByForm),
                        Route.api("my-skills-read", HttpMethod.GET, "/me/skills", everybody, this::read),
                        Route.api("my-skills-set", HttpMethod.PUT, "/me/skills", everybody, this::hold)),
                List.of(new Room.Entry(Room.Group.MINE, 46, "My skills", PAGE, everybody)));
    }

    /** The page. @param saved whether the roles were saved just now */
    public record Page(LocalWords words, Skills.Mine mine, boolean saved) {}

    /** Which roles somebody has. */
    public record Held(@Nullable List<String> roles) {
        List<String> ids() {
            return roles == null
                    ? List.of()
                    : roles.stream().filter(Objects::nonNull).toList();
        }
    }

    private Reply page(Exchange exchange) {
        LocalWords words = WORDS.in(exchange.locale());
        return Reply.page(
                "skill/mine.jte",
                words.say("title"),
                new Page(
                        words,
                        skills.mine(exchange.workspace(), exchange.caller()),
                        exchange.query("saved").isPresent()));
    }

    private Reply holdByForm(Exchange exchange) {
        return Typed.kept(
                exchange,
                () -> {
                    skills.hold(
                            exchange.workspace(),
                            exchange.caller(),
                            exchange.form().values("role"));
                    return Reply.redirect(exchange.link(PAGE + "?saved=yes"));
                },
                // A role that was chosen is gone; the page has those that are there.
                _ -> page(exchange));
    }

    private Reply read(Exchange exchange) {
        return Reply.json(skills.mine(exchange.workspace(), exchange.caller()));
    }

    private Reply hold(Exchange exchange) {
        skills.hold(
                exchange.workspace(),
                exchange.caller(),
                exchange.json(Held.class).ids());
        return Reply.json(skills.mine(exchange.workspace(), exchange.caller()));
    }
}
