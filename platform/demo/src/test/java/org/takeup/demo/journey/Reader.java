package org.takeup.demo.journey;

import com.microsoft.playwright.options.Cookie;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.takeup.demo.Company;

/** Who looks at a page. Each signs in once in a test JVM; their later windows have that session from the start. */
enum Reader {
    LEAD("marta", "/w/" + Company.NORTHBANK.alias() + "/"),
    MANAGER("ruth", "/w/" + Company.NORTHBANK.alias() + "/"),
    LEARNER("ann", "/w/" + Company.NORTHBANK.alias() + "/"),
    OPERATOR("olivia", "/operator/"),
    STRANGER("", "/");

    private static final Map<Reader, Cookie> SESSIONS = new ConcurrentHashMap<>();

    private final String username;
    private final String home;

    Reader(String username, String home) {
        this.username = username;
        this.home = home;
    }

    /** A new window of this reader, at Northbank's or the operator's first page; a stranger's is empty. */
    Window window() {
        Window window = Window.wide();
        if (this != STRANGER) {
            comeIn(window);
        }
        return window;
    }

    /** By the session from before, or by name and password: a session may have been ended meanwhile. */
    private void comeIn(Window window) {
        Cookie known = SESSIONS.get(this);
        if (known != null) {
            window.take(known);
        }
        window.open(home);
        if (!window.isInside()) {
            window.giveNameAndPassword(username);
            SESSIONS.put(this, window.session());
        }
    }
}
