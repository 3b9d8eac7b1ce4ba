/**
 * Whose opinion counts: the figures of the source, updated by what the organisation's own learners say, with the
 * uncertainty that is left. Reads released survey figures alone, so no path leads from here to a person.
 */
@NullMarked
package org.takeup.plan.voice;

import org.jspecify.annotations.NullMarked;
