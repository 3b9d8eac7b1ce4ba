package org.takeup.plugin.api.plan;

/**
 * Those who could speak to an audience as one messenger. Since 1.3.
 *
 * @param people how many there are; at least 1
 * @param reaches how many people of the audience they could speak to together
 * @param asks how often one of them may be asked in any {@link Asks#days} days; at least 1
 * @param group who they are: those of two audiences with the same group are the same people, so that asks to them add up
 */
public record Speakers(int people, int reaches, int asks, String group) {
    /** @throws IllegalArgumentException if there is nobody, or they may not be asked at all */
    public Speakers {
        if (people < 1 || asks < 1) {
            throw new IllegalArgumentException("Speakers are at least one, who may be asked at least once");
        }
    }
}
