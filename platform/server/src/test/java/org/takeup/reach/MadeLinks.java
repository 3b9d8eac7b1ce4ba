package org.takeup.reach;

import java.net.URI;
import org.takeup.people.People;
import org.takeup.preference.Preferences;
import org.takeup.reach.LinkStore.Link;
import org.takeup.tenant.Workspace;

/** Links of steps' mails as the platform makes them, for tests of other packages. */
public final class MadeLinks {
    private MadeLinks() {}

    /** The end of the address of a link that stands in a step. */
    public static String ticket(Workspace workspace, URI publicUrl, String plan, String step, String person) {
        var link = new Link(
                plan, step, "https://learn.example/" + workspace.tenant().slug());
        new LinkStore(workspace).keep(link);
        return new Clicks(new People(), publicUrl).ticket(workspace, link, person);
    }

    /** The end of the address of a step's picture. */
    public static String picture(Workspace workspace, URI publicUrl, String plan, String step, String person) {
        var preferences = new Preferences(new People(), (any, id) -> false, publicUrl);
        return new Opens(new People(), preferences, publicUrl).ticket(workspace, plan, step, person);
    }

    /** The version of what is counted. */
    public static String version(Workspace workspace) {
        return Long.toString(new CountingStore(workspace).read().version());
    }
}
