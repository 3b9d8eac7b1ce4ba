package org.takeup.plugin.maven;

import org.apache.maven.plugin.MojoFailureException;
import org.takeup.plugin.packaging.BadPackage;

/** How a goal says no: what is wrong, where, and what to do, so that nobody needs a stack trace. */
final class Refusal {
    private Refusal() {}

    static MojoFailureException of(String goal, BadPackage bad) {
        var text = new StringBuilder(goal + ": " + bad.what() + ".\n");
        bad.findings().forEach(finding -> text.append("  - ").append(finding).append('\n'));
        return new MojoFailureException(
                text.append("Remedy: ").append(bad.remedy()).toString(), bad);
    }

    static MojoFailureException of(String what, String remedy) {
        return new MojoFailureException(what + "\nRemedy: " + remedy);
    }
}
