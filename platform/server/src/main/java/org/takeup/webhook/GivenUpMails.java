package org.takeup.webhook;

import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Workspace;

/** Writes to whoever made a webhook that the platform has switched off. Thread-safe. */
final class GivenUpMails {
    private static final String MAIL = "webhook-given-up";

    private final People people;
    private final Outbox outbox;

    GivenUpMails(People people, Outbox outbox) {
        this.people = people;
        this.outbox = outbox;
        outbox.register(MAIL, MailClass.NEEDED, GivenUpMails::compose);
    }

    void write(Workspace workspace, Endpoint endpoint) {
        // A program that made it has no mailbox; the page says it to every admin.
        people.find(workspace, endpoint.createdBy())
                .filter(Person::active)
                .filter(person -> !person.email().isEmpty())
                .ifPresent(person -> outbox.add(
                        workspace,
                        new MailToSend(
                                MAIL + ":" + endpoint.id() + ":" + endpoint.version(),
                                person.id(),
                                person.email(),
                                MAIL,
                                endpoint.id())));
    }

    private static Mail compose(Workspace workspace, MailToSend mail) {
        Endpoint endpoint = new EndpointStore(workspace)
                .find(mail.reference())
                .filter(found -> found.state() == Endpoint.State.GIVEN_UP)
                .orElseThrow(() -> new MailComposer.NotNeeded("The webhook is on again, or gone."));
        String named = endpoint.note().isEmpty() ? endpoint.id() : "\"" + endpoint.note() + "\"";
        return new Mail(
                "A webhook was switched off",
                "Takeup has switched off your webhook " + named + ".\n\n" + endpoint.reason() + "\n\n"
                        + "When your system is well again, open Webhooks under Security, switch it on and have sent again"
                        + " what it missed. Events are kept for " + Webhooks.KEPT.toDays() + " days.\n");
    }
}
