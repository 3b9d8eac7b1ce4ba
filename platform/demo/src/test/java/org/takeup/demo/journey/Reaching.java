package org.takeup.demo.journey;

import java.time.Instant;
import java.util.Optional;
import org.takeup.demo.Company;
import org.takeup.demo.SharedDemo;
import org.takeup.inbox.Inbox;
import org.takeup.inbox.InboxMessage;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.preference.Preferences;
import org.takeup.tenant.Workspace;

/** How somebody at Northbank is reached: the links that their messages carry, and their inbox. */
record Reaching(Workspace workspace, String personId) {
    static Reaching ofAnn() {
        Workspace workspace = SharedDemo.workspace(Company.NORTHBANK);
        String address = Company.NORTHBANK.person("ann").email();
        try (var members = new People().members(workspace, Segment.everybody())) {
            String id = members.filter(person -> person.email().equalsIgnoreCase(address))
                    .map(Person::id)
                    .findFirst()
                    .orElseThrow();
            return new Reaching(workspace, id);
        }
    }

    private Preferences preferences() {
        return new Preferences(new People(), (any, id) -> false, SharedDemo.url());
    }

    /** The link by which they say how they want to be told. */
    String choose() {
        return preferences().link(workspace, personId).toString();
    }

    /** The link by which they unsubscribe. */
    String unsubscribe() {
        return preferences().link(workspace, personId, "plan-step").toString();
    }

    /** Puts a message into their inbox. */
    void tell(String key, String subject) {
        new Inbox()
                .put(
                        workspace,
                        new InboxMessage(
                                key,
                                personId,
                                "Ruth Manager",
                                subject,
                                "Half an hour a week is yours.\n\nTake it on Thursdays.",
                                Optional.of("/inbox"),
                                Instant.now()));
    }
}
