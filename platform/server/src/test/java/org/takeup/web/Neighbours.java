package org.takeup.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Route;
import org.takeup.tenant.Tenant.Placement;

/** Two full workspaces, A and B, in each placement on one platform. */
final class Neighbours implements AutoCloseable {
    private final MailCatcher mail;
    private final TestPlatform platform;
    private final Map<Placement, List<OwnThings>> pairs = new EnumMap<>(Placement.class);

    private Neighbours(MailCatcher mail) {
        this.mail = mail;
        this.platform = OwnThings.platform(mail);
        for (Placement placement : Placement.values()) {
            pairs.put(placement, List.of(things("a", placement), things("b", placement)));
        }
    }

    static Neighbours start() {
        return new Neighbours(MailCatcher.start());
    }

    private OwnThings things(String letter, Placement placement) {
        return new OwnThings(platform, letter + UUID.randomUUID().toString().substring(0, 8), placement);
    }

    TestPlatform platform() {
        return platform;
    }

    MailCatcher mail() {
        return mail;
    }

    /** The one who attacks. */
    OwnThings a(Placement placement) {
        return pairs.get(placement).getFirst();
    }

    /** The one whose things are wanted. */
    OwnThings b(Placement placement) {
        return pairs.get(placement).getLast();
    }

    /** Every route of a workspace. */
    List<Route> routes() {
        return platform.platform().routes().stream()
                .filter(route -> route.realm() == Route.Realm.WORKSPACE)
                .toList();
    }

    /** Those that only read. */
    List<Route> reading() {
        return routes().stream()
                .filter(route -> !Forgery.changes(route.method()))
                .toList();
    }

    /** Fails if anything was sent to the store that it should not have been. */
    @Override
    public void close() {
        platform.close();
        mail.close();
    }
}
