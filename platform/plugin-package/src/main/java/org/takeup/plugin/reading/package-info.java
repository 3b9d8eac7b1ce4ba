/**
 * How hard a text is to read, and how long a questionnaire takes, by published formulas and figures. The platform shows it and the test kit holds instruments to it, so
 * both count in the same way; this room touches nothing but texts.
 */
@NullMarked
package org.takeup.plugin.reading;

import org.jspecify.annotations.NullMarked;
