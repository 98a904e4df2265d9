-- Taken by another branch; the integrator puts its file here.
SELECT 1;
