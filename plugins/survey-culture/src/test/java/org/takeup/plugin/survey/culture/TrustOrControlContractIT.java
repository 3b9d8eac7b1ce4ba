package org.takeup.plugin.survey.culture;

import org.takeup.plugin.testkit.SurveyInstrumentContract;

class TrustOrControlContractIT extends SurveyInstrumentContract {}
