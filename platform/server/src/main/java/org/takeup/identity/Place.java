package org.takeup.identity;

import org.takeup.tenant.Workspace;

/** Where somebody signs in: a workspace or the operator's console. */
sealed interface Place {
    Sessions.Realm realm();

    /** A tenant's workspace. */
    record In(Workspace workspace) implements Place {
        @Override
        public Sessions.Realm realm() {
            return Sessions.Realm.of(workspace.tenant());
        }
    }

    /** The operator's console. */
    record AtOperator() implements Place {
        @Override
        public Sessions.Realm realm() {
            return new Sessions.Realm.OfOperator();
        }
    }
}
