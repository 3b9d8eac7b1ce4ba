package org.takeup.demo.journey;

import org.takeup.demo.Company;

/** Who looks at a page. */
enum Reader {
    LEAD {
        @Override
        Window window() {
            return signedIn("marta");
        }
    },
    MANAGER {
        @Override
        Window window() {
            return signedIn("ruth");
        }
    },
    LEARNER {
        @Override
        Window window() {
            return signedIn("ann");
        }
    },
    OPERATOR {
        @Override
        Window window() {
            Window window = Window.wide();
            window.open("/operator/");
            window.giveNameAndPassword("olivia");
            return window;
        }
    },
    STRANGER {
        @Override
        Window window() {
            return Window.wide();
        }
    };

    /** A new window of this reader, at Northbank or at the operator's console. */
    abstract Window window();

    private static Window signedIn(String username) {
        Window window = Window.wide();
        window.signIn(Company.NORTHBANK, username);
        return window;
    }
}
