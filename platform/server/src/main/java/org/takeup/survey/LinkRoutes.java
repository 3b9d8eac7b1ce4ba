package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** How planners make a wave's open link, print it as a QR code, renew it and take it away. */
public final class LinkRoutes {
    private final Surveys surveys;

    public LinkRoutes(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("survey-link", "/surveys/{wave}/link", planners, this::page),
                        Route.form("survey-link-make", "/surveys/{wave}/link", planners, this::makeOnPage),
                        Route.form("survey-link-remove", "/surveys/{wave}/link/remove", planners, this::removeOnPage),
                        Route.api("wave-link", HttpMethod.GET, "/waves/{wave}/link", planners, this::read),
                        Route.api("wave-link-make", HttpMethod.PUT, "/waves/{wave}/link", planners, this::make),
                        Route.api("wave-link-remove", HttpMethod.DELETE, "/waves/{wave}/link", planners, this::remove)),
                List.of());
    }

    /** What a link needs. @param most how many ballots can be begun by it */
    public record LinkBody(@Nullable Integer most) {}

    /**
     * The link of a wave. @param url nothing if there is none
     *
     * @param most how many ballots can be begun by it
     */
    public record LinkView(Optional<String> url, long most, long begun, long finished) {}

    /** The page, and what is printed. */
    public record Poster(Wave wave, LinkView link, Optional<QrSvg> code, boolean open, String until) {}

    private LinkView view(Exchange exchange, Wave wave) {
        Optional<Course.Link> link =
                surveys.course(exchange.workspace(), wave.id()).link();
        return link.map(each -> new LinkView(
                        each.code().map(code -> exchange.fullLink("/join/" + wave.id() + "/" + code)),
                        each.most(),
                        each.begun(),
                        surveys.turnout().finishedByLink(exchange.workspace(), wave, each)))
                .orElseGet(() -> new LinkView(Optional.empty(), 0, 0, 0));
    }

    private Wave wave(Exchange exchange) {
        return surveys.find(exchange.workspace(), exchange.path("wave"));
    }

    private Reply page(Exchange exchange) {
        Wave wave = wave(exchange);
        LinkView link = view(exchange, wave);
        return Reply.page(
                "survey/link.jte",
                "Link and QR code",
                new Poster(
                        wave,
                        link,
                        link.url().map(QrSvg::of),
                        wave.takesAnswers(exchange.workspace().clock().instant()),
                        Times.inWords(wave.ends(), wave.fieldwork().zone(), exchange.workspace(), exchange.locale())));
    }

    private Reply makeOnPage(Exchange exchange) {
        int most = exchange.form().number("most", 1, Links.MOST);
        surveys.links().renew(exchange.workspace(), exchange.path("wave"), most);
        return back(exchange);
    }

    private Reply removeOnPage(Exchange exchange) {
        surveys.links().revoke(exchange.workspace(), exchange.path("wave"));
        return back(exchange);
    }

    private static Reply back(Exchange exchange) {
        return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave") + "/link"));
    }

    private Reply read(Exchange exchange) {
        return Reply.json(view(exchange, wave(exchange)));
    }

    private Reply make(Exchange exchange) {
        Integer most = exchange.json(LinkBody.class).most();
        if (most == null) {
            throw Problem.invalid("most", "Give how many answers may come by the link.");
        }
        surveys.links().renew(exchange.workspace(), exchange.path("wave"), most);
        return read(exchange);
    }

    private Reply remove(Exchange exchange) {
        surveys.links().revoke(exchange.workspace(), exchange.path("wave"));
        return Reply.empty();
    }
}
