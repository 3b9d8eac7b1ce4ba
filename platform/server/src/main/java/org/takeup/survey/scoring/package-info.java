/**
 * From answers to figures, and which figures may be shown. Pure arithmetic over one response after the other: no store,
 * no identity, no clock.
 */
@NullMarked
package org.takeup.survey.scoring;

import org.jspecify.annotations.NullMarked;
