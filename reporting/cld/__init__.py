"""The Client Level Data return (adult social care, England): built, checked and written by set-based SQL."""
