package org.takeup.reach;

import java.net.URI;
import java.util.List;
import org.takeup.delivery.Mail;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.preference.Preferences;
import org.takeup.reach.ReachStore.Mark;
import org.takeup.tenant.Workspace;

/**
 * Mails whose opening is seen: by a picture of one dot, where the workspace asks for it and the person has said that it may be
 * seen. A mail without HTML has none. Mail programs fetch pictures by themselves or never, so this is a hint and no more.
 * Thread-safe; calls block.
 */
final class Opens {
    private static final String END = "</body>";

    private final Tickets tickets = new Tickets("step-seen");
    private final People people;
    private final Preferences preferences;
    private final URI publicUrl;

    Opens(People people, Preferences preferences, URI publicUrl) {
        this.people = people;
        this.preferences = preferences;
        this.publicUrl = publicUrl;
    }

    /** The mail with the picture, if it may be seen that this person opens it; else as it was. */
    Mail seen(Workspace workspace, Counting counting, String planId, String stepId, String personId, Mail mail) {
        return mail.html()
                .filter(ignored ->
                        counting.opens() && preferences.of(workspace, personId).opens())
                .map(html -> {
                    new ReachStore(workspace)
                            .mark(
                                    planId,
                                    stepId,
                                    List.of(personId),
                                    Mark.ASKED,
                                    workspace.clock().instant());
                    return mail.withHtml(withPicture(html, address(workspace, planId, stepId, personId)));
                })
                .orElse(mail);
    }

    private boolean maySee(Workspace workspace, String personId) {
        return new CountingStore(workspace).read().opens()
                && preferences.of(workspace, personId).opens();
    }

    private String address(Workspace workspace, String planId, String stepId, String personId) {
        return publicUrl + "/w/" + workspace.tenant().slug() + "/seen/" + ticket(workspace, planId, stepId, personId);
    }

    /** The end of the picture's address. */
    String ticket(Workspace workspace, String planId, String stepId, String personId) {
        return tickets.make(workspace, planId, stepId, personId);
    }

    private static String withPicture(String html, String address) {
        String picture = "<img src=\"" + address + "\" width=\"1\" height=\"1\" alt=\"\">";
        int end = html.lastIndexOf(END);
        return end < 0 ? html + picture : html.substring(0, end) + picture + html.substring(end);
    }

    /**
     * Notes that a mail was opened, once, while the workspace asks for it and the person still lets it be seen.
     *
     * @param read whether the picture itself is asked for
     * @throws Problem 404 if the ticket is forged, altered or of another tenant
     */
    void open(Workspace workspace, String ticket, boolean read) {
        List<String> of = tickets.open(workspace, ticket, 3).orElseThrow(Problem::notFound);
        String person = of.getLast();
        if (read && maySee(workspace, person) && people.find(workspace, person).isPresent()) {
            new ReachStore(workspace)
                    .mark(
                            of.getFirst(),
                            of.get(1),
                            List.of(person),
                            Mark.OPENED,
                            workspace.clock().instant());
        }
    }
}
