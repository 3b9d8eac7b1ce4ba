package org.takeup.identity;

import java.time.Duration;
import org.takeup.tenant.Workspace;

/** Where somebody signs in: a workspace or the operator's console. */
sealed interface Place {
    Sessions.Realm realm();

    /** How long a session lasts that begins here now. */
    Duration sessionLife();

    /** A tenant's workspace. */
    record In(Workspace workspace) implements Place {
        @Override
        public Sessions.Realm realm() {
            return Sessions.Realm.of(workspace.tenant());
        }

        @Override
        public Duration sessionLife() {
            return workspace.settings().sessions().absolute();
        }
    }

    /** The operator's console. */
    record AtOperator() implements Place {
        @Override
        public Sessions.Realm realm() {
            return new Sessions.Realm.OfOperator();
        }

        @Override
        public Duration sessionLife() {
            return Sessions.LIFE;
        }
    }
}
