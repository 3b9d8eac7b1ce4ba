package org.takeup.message;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.takeup.http.Access;
import org.takeup.http.ContentPolicy;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.message.format.Format;
import org.takeup.message.format.Rendered;
import org.takeup.paper.SheetPicture;
import org.takeup.tenant.Role;

/** What the words of a step look like in each format: in the frame of their page, as a picture, as a file. */
public final class PreviewRoutes {
    /** In pixels, of pictures of sheets. */
    private static final int NARROW = 480;

    private static final int WIDE = 960;

    private final Messages messages;

    public PreviewRoutes(Messages messages) {
        this.messages = messages;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String words = MessageRoutes.WORDS;
        return new Room(
                List.of(
                        Route.page("message-preview", words + "/preview/{format}", planners, this::preview),
                        Route.page("message-picture", words + "/pictures/{format}", planners, this::picture),
                        Route.page("message-file", words + "/files/{format}", planners, this::file)),
                List.of());
    }

    private Proofs.Shown shown(Exchange exchange) {
        return messages.proofs()
                .preview(
                        exchange.workspace(),
                        messages.words(exchange.workspace(), MessageApi.ref(exchange)),
                        exchange.query("person").orElse(""),
                        exchange.query("variant").orElse(""),
                        MessageApi.format(exchange.path("format")));
    }

    private Reply preview(Exchange exchange) {
        return Reply.bytes("text/html; charset=utf-8", shown(exchange).page().getBytes(StandardCharsets.UTF_8))
                .withHeader("content-security-policy", ContentPolicy.IN_FRAME)
                .withHeader("x-frame-options", "SAMEORIGIN");
    }

    /** The first sheet of a PDF, as wide as a phone or a column. */
    private Reply picture(Exchange exchange) {
        if (!MessageApi.format(exchange.path("format")).sheet()) {
            throw Problem.notFound();
        }
        boolean narrow = exchange.query("width").filter("narrow"::equals).isPresent();
        try {
            return Reply.bytes(
                    "image/png", SheetPicture.png(shown(exchange).rendered().bytes(), narrow ? NARROW : WIDE));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The platform is closing down", e);
        }
    }

    private Reply file(Exchange exchange) {
        Rendered rendered = shown(exchange).rendered();
        Format format = rendered.format();
        // A download, so that no browser runs what is in it as a page of ours.
        return Reply.download(
                        format.mediaType(),
                        format.key() + "." + format.ending(),
                        (OutputStream out) -> out.write(rendered.bytes()))
                .withHeader("content-security-policy", ContentPolicy.IN_FRAME);
    }
}
