package org.takeup.plugin.survey.acceptance;

import org.takeup.plugin.testkit.SurveyInstrumentContract;

class TakingToThePlatformContractIT extends SurveyInstrumentContract {}
