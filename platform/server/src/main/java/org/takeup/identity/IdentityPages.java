package org.takeup.identity;

/** What the pages of this capability show. */
public final class IdentityPages {
    private IdentityPages() {}

    /** Why somebody did not get in. @param next where they can do something about it, called {@code label} */
    public record Refused(String title, String detail, String next, String label) {}

    /** On the way out. @param next the provider's address that ends its session too */
    public record Leaving(String next) {}

    /** Out. @param signIn the way back in */
    public record SignedOut(String signIn) {}
}
