package org.takeup.identity.setup;

import java.util.List;
import java.util.Optional;
import org.takeup.identity.keycloak.Events.Failure;

/**
 * What shows in the other window when a try fails, as what the company's admin must change. Keycloak's notes of failures
 * name no company for most of them, so nobody can be shown them; what the page there says tells them apart.
 */
public final class Explanations {
    private static final String OTHER_USER = "different_user_authenticated";

    private static final List<Explanation> ALL = List.of(
            new Explanation(
                    "redirect_uri, AADSTS50011, Reply URL",
                    "Your side rejects our address.",
                    "Register exactly the address under 2, as a redirect address for a web application."),
            new Explanation(
                    "client not found, AADSTS700016, unauthorized_client",
                    "Your side does not know us.",
                    "Compare the client ID, or the entity ID for SAML, letter for letter."),
            new Explanation(
                    "access_denied, not assigned, AADSTS50105",
                    "Your side knows us, but not for this person.",
                    "Assign the application to the person, or to everybody who should come in."),
            new Explanation(
                    "Unexpected error when authenticating with identity provider",
                    "We could not redeem or believe the token that your side gave.",
                    "Check your side from here, above: it tries the client secret, the keys and the clock. If all is well"
                            + " there, the token is for another audience than the client ID."),
            new Explanation(
                    "Invalid signature in response from identity provider",
                    "The assertion is not signed, was changed on its way, or is signed with a key that we do not know.",
                    "Sign the assertion with the certificate that is in your metadata. After a change of the certificate,"
                            + " give the new metadata under 3."),
            new Explanation(
                    "Invalid requester",
                    "The assertion is not signed, there is not exactly one, or it is not valid now.",
                    "Sign the assertion itself, not only the answer around it. Set your server's time by NTP: more than a"
                            + " minute is too much."),
            new Explanation(
                    "Login timeout",
                    "The assertion is not valid now, or it is for somebody else.",
                    "Set your server's time by NTP: more than a minute is too much. Set the audience to exactly the entity ID"
                            + " under 2."),
            new Explanation(
                    "Invalid Request",
                    "The answer was meant for another address.",
                    "Set the answer address (ACS) to exactly the one under 2."),
            new Explanation(
                    "Invalid response from identity provider",
                    "What your side sent is no SAML answer that can be read.",
                    "Send it by HTTP-POST, in the field SAMLResponse."),
            new Explanation(
                    "You are already authenticated as different user",
                    "The browser in which you tried is signed in here with another account.",
                    "Nothing at your side. Open the link in a private window, or on another device."));

    /**
     * One cause.
     *
     * @param seen what the page in the other window says, in part
     * @param cause what is wrong
     * @param todo what to change, at the company's side unless it says otherwise
     */
    public record Explanation(String seen, String cause, String todo) {}

    private Explanations() {}

    /** What a failure means that Keycloak noted with the company's name. */
    static Optional<Explanation> of(Failure failure) {
        return failure.error().equals(OTHER_USER) ? Optional.of(ALL.getLast()) : Optional.empty();
    }

    /** Every cause, for looking up; first those that show at the company's own pages. */
    public static List<Explanation> all() {
        return ALL;
    }
}
