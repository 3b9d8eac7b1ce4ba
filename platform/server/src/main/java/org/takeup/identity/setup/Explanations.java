package org.takeup.identity.setup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.identity.keycloak.Events.Failure;

/** What Keycloak says of a sign-in that failed, as what the company's admin must change. */
public final class Explanations {
    /**
     * One cause.
     *
     * @param seen what the page in the other window says, in part; empty if it is not told apart there
     * @param cause what is wrong
     * @param todo what to change, at the company's side unless it says otherwise
     */
    public record Explanation(String seen, String cause, String todo) {}

    private static final Map<String, Explanation> BY_ERROR = Map.of(
            "different_user_authenticated",
            new Explanation(
                    "You are already authenticated as different user",
                    "The browser in which you tried is signed in here with another account.",
                    "Nothing at your side. Open the link in a private window, or on another device."),
            "invalid_signature",
            new Explanation(
                    "",
                    "What your sign-in sent is not signed with a key that we know, or was changed on its way.",
                    "Sign assertions with the certificate that is in your metadata. After a change of the certificate, give"
                            + " the new metadata above."),
            "invalid_saml_response",
            new Explanation(
                    "Invalid Request",
                    "Your sign-in's answer was refused: it is not for us, not signed, out of time, or not the answer to what"
                            + " we asked.",
                    "Set the audience (entity ID) and the answer's address (ACS) exactly as shown above, sign the assertion,"
                            + " and check the clock of your server."),
            "invalid_saml_document",
            new Explanation(
                    "",
                    "Your sign-in sent no SAML answer that can be read.",
                    "Send it by HTTP-POST to the address above."),
            "identity_provider_login_failure",
            new Explanation(
                    "Unexpected error when authenticating with identity provider",
                    "We could not redeem or believe what your sign-in gave.",
                    "Check the client secret. Then check that the ID token's audience is the client ID above, and that it is"
                            + " signed with a key from your key address."));

    /** What happens at the company's own page, before anything comes back to us. */
    private static final List<Explanation> AT_YOUR_SIDE = List.of(
            new Explanation(
                    "redirect_uri, AADSTS50011, Reply URL",
                    "Your side rejects our address.",
                    "Register exactly the address above, as a redirect address for a web application."),
            new Explanation(
                    "client not found, AADSTS700016, unauthorized_client",
                    "Your side does not know us.",
                    "Compare the client ID, or the entity ID for SAML, letter for letter."),
            new Explanation(
                    "access_denied, not assigned, AADSTS50105",
                    "Your side knows us, but not for this person.",
                    "Assign the application to the person, or to everybody who should come in."));

    private Explanations() {}

    /** What a failure means, if it is one that we know. */
    static Optional<Explanation> of(Failure failure) {
        return Optional.ofNullable(BY_ERROR.get(failure.error()));
    }

    /** Every cause that shows in the other window, for looking up. */
    static List<Explanation> all() {
        return java.util.stream.Stream.concat(
                        AT_YOUR_SIDE.stream(),
                        BY_ERROR.values().stream().filter(each -> !each.seen().isEmpty()))
                .sorted(java.util.Comparator.comparing(Explanation::seen))
                .toList();
    }
}
