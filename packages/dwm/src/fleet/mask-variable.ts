/** Set in the Job of `dwm replicate --mask`: stands for that option there. */
export const maskVariable = 'REPLICATE_MASK'
