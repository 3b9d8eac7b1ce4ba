package org.takeup.http;

/** What a browser may load and run for a page (Content Security Policy). Every response has {@link #PAGE} unless it says another one. */
public final class ContentPolicy {
    /** Our own files and nothing else; in nobody's frame. */
    public static final String PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'";

    /** A page of ours that shows documents of ours in frames. */
    public static final String WITH_FRAMES = PAGE + "; frame-src 'self'";

    /**
     * A document in a frame of such a page: nothing of it runs or is sent, whatever it holds. Its styles stand in it, as in
     * mails.
     */
    public static final String IN_FRAME =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https:; frame-ancestors 'self'; sandbox";

    private ContentPolicy() {}
}
