-- Taken by the branch gmail-sync; the integrator puts its file here.
SELECT 1;
