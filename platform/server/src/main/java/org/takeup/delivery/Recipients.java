package org.takeup.delivery;

import org.takeup.people.People;
import org.takeup.tenant.Workspace;

/** Whom a tenant may write to: its own people, and addresses of the domains that it has proven. Nobody can use it as a relay. */
record Recipients(People people) {
    boolean allows(Workspace workspace, MailToSend mail) {
        boolean ownDomain = Address.domain(mail.to())
                .filter(workspace.settings().signIn().domains()::contains)
                .isPresent();
        return ownDomain
                || people.find(workspace, mail.personId())
                        .filter(person -> person.active() && person.email().equalsIgnoreCase(mail.to()))
                        .isPresent();
    }
}
