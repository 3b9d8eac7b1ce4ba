package org.takeup.onboarding;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.takeup.delivery.Address;
import org.takeup.http.Languages;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;

/**
 * The workspace that somebody wants: only what {@link #faults} finds nothing wrong with may become one.
 *
 * @param organisation what people call it
 * @param slug its name in addresses
 * @param email of the first admin, in lower case
 * @param language a tag of {@link Languages}
 * @param zone an id of {@link ZoneId}
 */
public record Wish(
        String organisation,
        String slug,
        String givenName,
        String familyName,
        String email,
        String language,
        String zone,
        Tenant.Placement placement) {
    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");
    private static final int LONGEST_NAME = 100;
    /** Names that people take for the platform's own. */
    private static final Set<String> RESERVED = Set.of(
            "about",
            "account",
            "admin",
            "administrator",
            "api",
            "app",
            "auth",
            "billing",
            "help",
            "login",
            "mail",
            "operator",
            "platform",
            "root",
            "security",
            "sign-in",
            "sign-up",
            "static",
            "status",
            "support",
            "system",
            "takeup",
            "www");

    /** What does not fit, as keys of the texts, by field. */
    enum Fault {
        MISSING,
        TOO_LONG,
        LINE,
        EMAIL,
        SLUG,
        RESERVED,
        ZONE,
        LANGUAGE
    }

    /** A part that does not fit. */
    record Misfit(String field, Fault fault) {}

    @Override
    public String toString() {
        return "Wish[" + slug + "]";
    }

    /** Everything that keeps this from becoming a workspace, but for an address that is taken. */
    List<Misfit> faults() {
        var faults = new ArrayList<Misfit>();
        name("organisation", organisation, faults);
        name("givenName", givenName, faults);
        name("familyName", familyName, faults);
        if (email.isEmpty()) {
            faults.add(new Misfit("email", Fault.MISSING));
        } else if (!Address.isPlain(email)
                || !email.substring(email.indexOf('@')).contains(".")) {
            faults.add(new Misfit("email", Fault.EMAIL));
        }
        faults.addAll(slugFaults(slug));
        if (Languages.of(language).isEmpty()) {
            faults.add(new Misfit("language", Fault.LANGUAGE));
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            faults.add(new Misfit("zone", Fault.ZONE));
        }
        return faults;
    }

    /** What is wrong with an address, if anything is. */
    static List<Misfit> slugFaults(String slug) {
        if (slug.isEmpty()) {
            return List.of(new Misfit("slug", Fault.MISSING));
        }
        if (!SLUG.matcher(slug).matches()) {
            return List.of(new Misfit("slug", Fault.SLUG));
        }
        return RESERVED.contains(slug) ? List.of(new Misfit("slug", Fault.RESERVED)) : List.of();
    }

    private static void name(String field, String value, List<Misfit> faults) {
        if (value.isEmpty()) {
            faults.add(new Misfit(field, Fault.MISSING));
        } else if (value.codePointCount(0, value.length()) > LONGEST_NAME) {
            faults.add(new Misfit(field, Fault.TOO_LONG));
        } else if (value.codePoints().anyMatch(Wish::isNoLetter)) {
            faults.add(new Misfit(field, Fault.LINE));
        }
    }

    /** What could break a line or turn the direction of a text around. */
    private static boolean isNoLetter(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    Wish at(String otherSlug) {
        return new Wish(organisation, otherSlug, givenName, familyName, email, language, zone, placement);
    }

    Wish withoutPerson() {
        return new Wish(organisation, slug, "", "", "", language, zone, placement);
    }

    /**
     * The tenant that comes of it. Nobody has a role by a group yet, and no mail domain is proven: the first admin does
     * that.
     */
    TenantDefinition definition(List<String> plugins) {
        var settings = new TenantSettings(
                List.of(),
                ZoneId.of(zone),
                Locale.forLanguageTag(language),
                new TenantSettings.SignIn(slug, slug, List.of()),
                Map.of(),
                plugins,
                5,
                new TenantSettings.Mail(
                        "",
                        LocalTime.of(20, 0),
                        LocalTime.of(7, 0),
                        TenantSettings.Mail.USUAL_FROM,
                        TenantSettings.Mail.USUAL_TO,
                        Optional.empty()),
                "#1f5f8b");
        return new TenantDefinition(slug, organisation, Tenant.Status.ACTIVE, placement, settings);
    }
}
