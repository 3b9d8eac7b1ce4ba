package org.takeup.delivery;

import java.net.URI;
import org.takeup.tenant.Workspace;

/** Where a person says that they do not want mails of a kind any more. Thread-safe. */
public interface Unsubscribing {
    /** The link of RFC 8058: a POST to it unsubscribes at once, a GET shows a page and changes nothing. */
    URI link(Workspace workspace, String personId, String kind);
}
