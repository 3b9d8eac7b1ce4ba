/**
 * What a survey's results say to somebody who has two minutes, and the files that carry them elsewhere. Made from released
 * figures alone, so nothing here can show more than the results page does.
 */
@NullMarked
package org.takeup.report;

import org.jspecify.annotations.NullMarked;
